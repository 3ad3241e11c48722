import CEL
import Diagnostics
import PolicyCore
import Reporting

/// What can be certified: a rule that lapses, or a standing break-glass.
struct CertifiedEntry {
  private enum Entry {
    case rule(Rule)
    case breakGlass(PolicyException)
  }

  private let entry: Entry
  let id: ID
  let owner: ID
  let every: PolicyDuration
  let certified: Certification?
  let location: SourceLocation

  /// - Throws: for an unknown name, and for what cannot lapse.
  init(_ name: String, in policy: Policy) throws(CommandFailure) {
    let id = ID(name)
    if let rule = policy.rule(id) {
      try self.init(rule)
    } else if let exception = policy.exception(id) {
      try self.init(exception)
    } else {
      throw CommandFailure(.unknownRule(name, in: policy, orBreakGlass: true))
    }
  }

  private init(_ rule: Rule) throws(CommandFailure) {
    guard rule.effect.tier.actsAlone else {
      throw Self.cannotLapse(
        "`\(rule.id)` cannot lapse: its effect is `\(rule.effect.rawValue)`", rule.location,
        "only rules that act without a human are recertified")
    }
    guard let every = rule.recertifyEvery else {
      throw Self.cannotLapse(
        "`\(rule.id)` cannot lapse: it has no `recertify`", rule.location,
        "add `recertify: { every: 180d }`")
    }
    guard let owner = rule.owner else {
      throw Self.cannotLapse(
        "`\(rule.id)` has no owner, so nobody may certify it", rule.location,
        "add `owner:` with the team that answers for it")
    }
    entry = .rule(rule)
    (id, self.owner, self.every) = (rule.id, owner, every)
    (certified, location) = (rule.certified, rule.location)
  }

  private init(_ exception: PolicyException) throws(CommandFailure) {
    guard let every = exception.recertifyEvery else {
      throw Self.cannotLapse(
        "`\(exception.id)` cannot lapse: it is no standing break-glass", exception.location,
        "an exception ends by itself; move its `until`")
    }
    entry = .breakGlass(exception)
    (id, owner, self.every) = (exception.id, exception.owner, every)
    (certified, location) = (exception.certified, exception.location)
  }

  /// Before anything is looked up or written.
  var report: Recertification {
    let (kind, title): (Recertification.Kind, String) =
      switch entry {
      case .rule(let rule): (.rule, rule.title)
      case .breakGlass(let exception): (.breakGlass, exception.title)
      }
    return Recertification(
      kind: kind, id: id, title: title, owner: owner, every: every, certified: certified)
  }

  func certify(
    _ certification: WrittenCertification, with editor: PolicyEditor
  ) throws(EditProblem) -> EditedFile {
    switch entry {
    case .rule(let rule): try editor.certifying(rule, certification)
    case .breakGlass(let exception): try editor.certifying(exception, certification)
    }
  }

  /// A day that is still to come would keep a rule alive that nobody looked at; one before the last
  /// certification would take that back.
  func requireSensible(
    _ certification: WrittenCertification, at now: Timestamp
  ) throws(CommandFailure) {
    guard certification.instant <= now else {
      throw Self.refusal(
        "\(certification.on) is still to come", "give the day on which somebody looked at it")
    }
    if let certified, certified.on <= now, certified.on.startOfDay > certification.instant {
      throw Self.refusal(
        "it was certified after \(certification.on), at \(certified.on)",
        "give a later day, or edit the file by hand")
    }
    if let end = certification.instant.adding(every), end <= now {
      throw Self.refusal(
        "certified on \(certification.on), it has lapsed at \(end) already",
        "give the day on which somebody looked at it last")
    }
  }

  private static func cannotLapse(
    _ message: String, _ location: SourceLocation, _ help: String
  ) -> CommandFailure {
    CommandFailure(
      Diagnostic(code: "cannot-lapse", message: message, location: location, help: help))
  }

  private static func refusal(_ message: String, _ help: String) -> CommandFailure {
    CommandFailure(Diagnostic(code: "no-certification-date", message: message, help: help))
  }
}

extension Diagnostic {
  /// A rule that is not there, with the nearest that is.
  static func unknownRule(
    _ name: String, in policy: Policy, orBreakGlass includesBreakGlass: Bool
  ) -> Diagnostic {
    let standing = policy.exceptions.filter { includesBreakGlass && $0.isStanding }
    let known = (policy.rules.map(\.id) + standing.map(\.id)).map(\.text)
    return Diagnostic(
      code: "unknown-name", message: "there is no rule `\(name)`",
      help: Suggestion.help(for: name, in: known) ?? "name a rule of rules/")
  }
}
