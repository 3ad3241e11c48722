import CEL
import DecisionLog
import PolicyCore

/// What a remediation says, in no format yet.
struct RemediationOutline {
  let remediation: Remediation
  private static let greatestShownCount = 50
  private static let greatestAsideCount = 20

  /// Whether there is something to do, and how much.
  var verdict: Phrase {
    let open = remediation.open
    guard !open.isEmpty else {
      let isClean = !remediation.hasFindings && remediation.unread == 0
      let nothing: Phrase = "NOTHING TO DO"
      return nothing.inked(isClean ? .good : .caution) + reasons
    }
    let counts = Redress.Kind.allCases.compactMap { kind -> Phrase? in
      let count = open.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) to \(kind.verb)"
    }
    let owners = remediation.owners
    let first = owners.first.map { ", the first by \($0.deadline)" as Phrase } ?? ""
    let act: Phrase = "TO DO"
    return act.inked(.bad) + ": " + counts.joinedWithAnd + first
  }

  /// Why nothing is left to do.
  private var reasons: Phrase {
    let apart = remediation.setApart
    guard !apart.isEmpty else { return "" }
    return ": of \(apart.count) wrong decisions " + asideCounts(apart).joinedWithAnd
  }

  /// What was looked at.
  var scope: [Phrase] {
    let terms = remediation.terms
    let window = [
      terms.period.since.map { "from \($0)" as Phrase },
      terms.period.until.map { "before \($0)" as Phrase },
    ].compactMap { $0 }
    var lines: [Phrase] = [
      Phrase(Words.count(remediation.judged, "decision", "decisions"))
        + " from " + Self.name(terms.bad) + " up to " + Self.name(terms.good) + ", under "
        + Phrase(Words.count(remediation.commits, "commit", "commits"))
        + ", decided again under " + Self.name(terms.good)
        + "; \(remediation.outside) under other commits"
    ]
    if !window.isEmpty { lines.append("only what was logged " + Phrase(window, separator: ", ")) }
    if remediation.header.isReplay {
      lines.append("the log is a replay: nobody was given anything by it")
    }
    return lines
  }

  /// What speaks against the log, what is to be done by whom, then what is not.
  var sections: [Section] {
    let damage = remediation.damage.map {
      Section("The chain ends; what follows was not looked at", [.sentence($0.words)])
    }
    return [damage, findings].compactMap { $0 } + remediation.owners.map { tasks(of: $0) }
      + [aside, misfits, others, notReplayed, unknown].compactMap { $0 }
  }

  private func tasks(of owner: RedressOwner) -> Section {
    let counts = Redress.Kind.allCases.compactMap { kind -> Phrase? in
      let count = owner.count(kind)
      return count == 0 ? nil : "\(count) to \(kind.verb)"
    }
    let name: Phrase = owner.by.map { "\($0)" } ?? "nobody is named"
    return Section(
      name + ": " + counts.joinedWithAnd + ", by \(owner.deadline)",
      ways(of: owner) + [
        .table(
          Table(
            [
              .left("by"), .left("what"), .left("request"), .left("subject"), .left("access"),
              .left("decided"), .left("would be"), .right("entry"), .left("decision"),
            ], owner.tasks.map { row($0) }, limit: Self.greatestShownCount))
      ])
  }

  /// How the owner does it, each way once.
  private func ways(of owner: RedressOwner) -> [Block] {
    var seen: Set<RollbackDuty> = []
    var ways: [Block] = []
    for task in owner.tasks {
      guard let duty = task.duty, seen.insert(duty).inserted else { continue }
      let within: Phrase = duty.within.map { "within \(Words($0)): " } ?? ""
      switch duty.source {
      case .rollback: ways.append(.sentence(within + Phrase(sentence: duty.steps ?? "")))
      case .ruleOwner:
        ways.append(.sentence("no rollback is named; owns a rule that decided: at once"))
      }
    }
    return ways
  }

  private func row(_ task: RedressOwner.Task) -> [Phrase] {
    let redress = task.redress
    let decision = redress.decision
    let asked: Phrase = if case .asked = redress.standing { ", asked for" } else { "" }
    let start: Phrase = redress.startsAt.map { ", not before \($0)" } ?? ""
    return [
      "\(task.deadline)", "\(redress.kind.verb)" + asked + start, "\(decision.requestID)",
      "\(decision.subject)", "\(decision.action) \(decision.resource)", redress.before.phrase,
      redress.after.phrase, "\(decision.index.map { Words.ordinal($0) } ?? Words("-"))",
      Self.short(decision.id),
    ]
  }

  private var aside: Section? {
    let apart = remediation.setApart
    guard !apart.isEmpty else { return nil }
    let left = apart.count { $0.leavesAccess }
    let caution: [Block] =
      left == 0
      ? []
      : [
        .sentence(
          Phrase(Words.count(left, "request was", "requests were"))
            + " approved and later denied or left pending: whoever asks the log is refused, but "
            + "what was handed out before is still there")
      ]
    return Section(
      "Set apart: " + asideCounts(apart).joinedWithAnd,
      caution + [
        .list(RowList(apart.map { asideRow($0) }, limit: Self.greatestAsideCount))
      ])
  }

  private func asideCounts(_ apart: [Redress]) -> [Phrase] {
    let words: [(String, Phrase)] = [
      ("reversed", "reversed already"), ("ended", "ended by themselves"),
      ("superseded", "decided again later"),
    ]
    return words.compactMap { name, words in
      let count = apart.count { $0.standing.name == name }
      return count == 0 ? nil : "\(count) " + words
    }
  }

  private func asideRow(_ redress: Redress) -> Phrase {
    let start: Phrase =
      "request \(redress.decision.requestID), \(Self.short(redress.decision.id)): "
    switch redress.standing {
    case .ended(let instant): return start + "ended at \(instant)"
    case .reversed(let later):
      return start + "reversed by entry \(Words.ordinal(later.index)), request \(later.requestID)"
    case .superseded(let later):
      return start + "entry \(Words.ordinal(later.index)) says \(Words.name(later.status))"
    case .open, .asked: return start
    }
  }

  /// Nobody reads 40 digits.
  private static func name(_ version: Remediation.Version) -> Phrase {
    version.name == version.commit ? "`\(String(version.name.prefix(12)))`" : "`\(version.name)`"
  }

  static func short(_ id: String) -> Phrase { "\(String(id.prefix(12)))" }
}

extension RemediationOutline {
  private var misfits: Section? {
    let rows = remediation.misfits.map { misfit -> Phrase in
      "entry \(Words.ordinal(misfit.decision.index)), request \(misfit.decision.requestID), names "
        + Self.short(misfit.reverses)
    }
    guard !rows.isEmpty else { return nil }
    return Section(
      "Not counted as reversals: another subject or resource, or the same direction",
      [.list(RowList(rows, limit: Self.greatestAsideCount))])
  }

  private var others: Section? {
    let rows = remediation.otherChanges.sorted { $0.key < $1.key }.map {
      change, count -> [Phrase] in
      let end: Phrase =
        switch change.end {
        case .same: ""
        case .earlier: "ends earlier"
        case .later: "ends later"
        }
      return ["\(count)", change.from.phrase, change.to.phrase, end]
    }
    return Section(
      "Decided otherwise, with nothing to take or give back",
      unlessEmpty: [
        Table(
          [.right("decisions"), .left("decided"), .left("would be"), .left("")], unlessEmpty: rows
        )
        .map { .table($0) }
      ])
  }

  private var notReplayed: Section? {
    let rows = remediation.notReplayed.map { record -> Phrase in
      "entry \(Words.ordinal(record.index)), request \(record.requestID): "
        + Phrase(sentence: record.reason)
    }
    guard !rows.isEmpty else { return nil }
    return Section(
      "The good version cannot decide: " + Phrase(Words.number(rows.count)),
      [.list(RowList(rows, limit: Self.greatestAsideCount))])
  }

  private var unknown: Section? {
    let rows = remediation.unknownCommits.sorted { $0.key.precedesInUTF8($1.key) }
      .map { commit, count -> Phrase in
        "`\(commit)`: " + Phrase(Words.count(count, "decision", "decisions"))
      }
    guard !rows.isEmpty else { return nil }
    return Section(
      "Commits that are not in this clone; fetch them",
      [.list(RowList(rows, limit: Self.greatestAsideCount))])
  }

  private var findings: Section? {
    let rows = remediation.findings.map { finding -> Phrase in
      let place: Phrase = finding.index.map { "entry \(Words.ordinal($0)), " } ?? ""
      return place + "request \(finding.requestID): "
        + Phrase(finding.problems.map(\.words), separator: "; ")
    }
    guard !rows.isEmpty else { return nil }
    return Section(
      "Not what was written; nothing is concluded from it",
      [.list(RowList(rows, limit: Self.greatestAsideCount))])
  }
}

extension Redress {
  /// Whether access was handed out, and only words were said against it since.
  fileprivate var leavesAccess: Bool {
    guard case .superseded(let later) = standing, direction == .takes, before.status == .approved
    else { return false }
    return later.status != .approved
  }
}

extension Redress.Kind {
  /// As a sentence of what is to be done has it.
  var verb: Words {
    switch self {
    case .takeBack: Words("take back")
    case .giveBack: Words("give back")
    case .shorten: Words("end earlier")
    }
  }
}

extension GivenOutcome {
  var phrase: Phrase {
    let outcome: Phrase =
      status.rawValue == tier.rawValue
      ? "\(Words.name(status))" : "\(Words.name(tier))/\(Words.name(status))"
    return outcome + (until.map { " until \($0)" } ?? "")
  }
}
