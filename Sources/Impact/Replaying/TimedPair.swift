import CEL
import PolicyCore

/// What has a window: a rule, an exception or a delegation.
enum TimedName: Hashable {
  case rule(ID)
  case exception(ID)
  case delegation(from: ID, to: ID)
}

/// All that an instant decides about one of them.
enum TimedState: Hashable {
  case absent, outside, live, lapsed
}

/// One of them under two versions; nil where a version does not have it.
struct TimedPair {
  let name: TimedName
  private let before: Timed?
  private let after: Timed?
  /// Whether one version lacks it, or it means something else there; certification is no meaning.
  private let isChanged: Bool

  /// Of both versions, each once, in an order that depends on nothing but them.
  static func all(of before: Policy, and after: Policy) -> [TimedPair] {
    rules(before, after) + exceptions(before, after) + delegations(before, after)
  }

  private static func rules(_ before: Policy, _ after: Policy) -> [TimedPair] {
    Set((before.rules + after.rules).map(\.id)).sorted().map { id in
      let old = before.rule(id)
      let new = after.rule(id)
      let isSame = old.flatMap { old in new.map { old.hasSameMeaning(as: $0) } } ?? false
      return TimedPair(
        name: .rule(id), before: old.map(Timed.init), after: new.map(Timed.init),
        isChanged: !isSame)
    }
  }

  private static func exceptions(_ before: Policy, _ after: Policy) -> [TimedPair] {
    Set((before.exceptions + after.exceptions).map(\.id)).sorted().map { id in
      let old = before.exception(id)
      let new = after.exception(id)
      let isSame = old.flatMap { old in new.map { old.hasSameMeaning(as: $0) } } ?? false
      return TimedPair(
        name: .exception(id), before: old.map(Timed.init), after: new.map(Timed.init),
        isChanged: !isSame)
    }
  }

  /// A delegation has no id: one that changes is one that goes and one that comes.
  private static func delegations(_ before: Policy, _ after: Policy) -> [TimedPair] {
    let old = before.directory.delegations
    let new = after.directory.delegations
    let kept = old.map { one in
      let isSame = new.contains { one.hasSameMeaning(as: $0) }
      return TimedPair(
        name: .delegation(from: one.from, to: one.to), before: Timed(one),
        after: isSame ? Timed(one) : nil, isChanged: !isSame)
    }
    let added = new.filter { one in !old.contains { one.hasSameMeaning(as: $0) } }
    return kept
      + added.map {
        TimedPair(
          name: .delegation(from: $0.from, to: $0.to), before: nil, after: Timed($0),
          isChanged: true)
      }
  }

  /// Under both versions.
  func states(at instant: Timestamp) -> [TimedState] {
    [before, after].map { $0?.state(at: instant) ?? .absent }
  }

  /// When what the change does to it is in force.
  var instants: [Timestamp] { windowEdges + certifications + lapses }

  /// When it may stop hiding what is said beside it: a restriction has ended, or an exception, which
  /// lifts others, begins, ends or lapses.
  var uncoverings: [Timestamp] {
    [before, after].compactMap { $0 }.flatMap { timed -> [Timestamp?] in
      switch timed.cover {
      case .none: []
      case .restricts: [timed.window.until]
      case .lifts: [timed.window.since, timed.window.until, timed.lapse]
      }
    }
    .compactMap { $0 }
  }

  /// Just inside both windows; and just after an end where only one of them has ended: a denial
  /// that gets an end is gone then, an approval that loses its end is not.
  ///
  /// Also where the window stays and something else changes: a rule that starts in a year must not
  /// be written harmless today and widened tomorrow unseen.
  private var windowEdges: [Timestamp] {
    guard isChanged else { return [] }
    let windows = [before, after].compactMap { $0?.window }
    let ends = windows.compactMap(\.until).filter { end in
      (before?.window.contains(end) ?? false) != (after?.window.contains(end) ?? false)
    }
    return windows.flatMap(\.edgesJustInside) + ends
  }

  /// The instant of a certification that is new or moved: what had lapsed is back. Where it is not
  /// in force yet, the instant at which it is.
  private var certifications: [Timestamp] {
    guard let after, after.canLapse, let certified = after.certified,
      certified != before?.certified
    else { return [] }
    return [max(certified, after.window.since ?? certified)].filter(after.window.contains)
  }

  /// Where another period of recertification makes one version lapse before the other.
  private var lapses: [Timestamp] {
    guard let before, let after, before.isToBeCertified, after.isToBeCertified,
      before.recertifyEvery != after.recertifyEvery
    else { return [] }
    return [before, after].compactMap(\.lapse).filter {
      before.state(at: $0) != after.state(at: $0)
    }
  }
}

/// When something is in force under one version.
private struct Timed {
  /// What it can hide of the rules beside it.
  enum Cover {
    /// An approval hides nothing: whatever else matches is stricter, or the same.
    case none
    case restricts
    /// It can take away what hides others, or hide what it lifts.
    case lifts
  }

  let window: Window
  let cover: Cover
  /// Whether it is of the kind that lapses: what acts without a human.
  let isToBeCertified: Bool
  /// Nil for what does not lapse.
  var recertifyEvery: PolicyDuration?
  /// Nil before anybody has.
  var certified: Timestamp?

  init(_ rule: Rule) {
    window = rule.window
    cover = rule.effect == .approve ? .none : .restricts
    isToBeCertified = rule.effect.tier.actsAlone
    recertifyEvery = isToBeCertified ? rule.recertifyEvery : nil
    certified = rule.certified?.on
  }

  init(_ exception: PolicyException) {
    window = exception.window
    cover = .lifts
    isToBeCertified = true
    recertifyEvery = exception.recertifyEvery
    certified = exception.certified?.on
  }

  init(_ delegation: Delegation) {
    window = delegation.window
    cover = .none
    isToBeCertified = false
  }

  var canLapse: Bool { recertifyEvery != nil }

  /// The first instant at which it has lapsed; nil when it never does, or always has.
  var lapse: Timestamp? {
    guard let recertifyEvery, let certified else { return nil }
    return certified.adding(recertifyEvery)
  }

  func state(at instant: Timestamp) -> TimedState {
    guard window.contains(instant) else { return .outside }
    guard canLapse else { return .live }
    guard certified != nil else { return .lapsed }
    return lapse.map { instant >= $0 } ?? false ? .lapsed : .live
  }
}

extension Window {
  /// Its first instant, and the last whole second before its end.
  fileprivate var edgesJustInside: [Timestamp] {
    let lastSecond = until.flatMap { Timestamp(seconds: $0.seconds - 1) }
    return [since, lastSecond].compactMap { $0 }.filter(contains)
  }
}
