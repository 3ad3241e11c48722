import CEL
import PolicyCore

/// Which records a change can decide differently.
///
/// What is not touched is decided alike by both versions, whatever else it says: no rule and no exception that
/// changes has a say in it, and everything else that a decision reads is the same.
package enum Touching: Sendable {
  /// Each may be.
  case every(Reason)
  /// Those in which one of these has a say; none where there are none.
  case some([TouchedEntry])

  /// What makes a change touch every record.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    /// Requests are read by another schema.
    case schema
    /// Teams, members or delegations differ.
    case directory
    /// The default, the floors or the invariants differ.
    case settings
  }
}

/// A rule or an exception that changes.
package struct TouchedEntry: Sendable {
  let name: RuleName
  /// Nil where the old version does not have it.
  let old: Condition?
  /// Nil where the new version does not have it.
  let new: Condition?
  /// Whether nothing but the condition changes.
  let differsInConditionOnly: Bool
  /// Whether records for which both conditions come to the same are not touched: nothing else
  /// changes, and nothing is replayed in force.
  private(set) var isConditionOnly: Bool
  /// Whether both versions have it, with the same condition.
  private let keepsCondition: Bool

  init(name: RuleName, old: Condition?, new: Condition?, isConditionOnly: Bool) {
    self.name = name
    self.old = old
    self.new = new
    differsInConditionOnly = isConditionOnly
    self.isConditionOnly = isConditionOnly
    keepsCondition = old == new
  }
}

extension Touching {
  /// - Parameter isReplayedInForce: whether records are also decided at other instants.
  init(from before: Policy, to after: Policy, isReplayedInForce: Bool) {
    if before.schema.digest != after.schema.digest {
      self = .every(.schema)
    } else if !before.directory.judgesAlike(after.directory) {
      self = .every(.directory)
    } else if !before.settings.judgesAlike(after.settings) {
      self = .every(.settings)
    } else {
      let entries = Self.rules(before, after) + Self.exceptions(before, after)
      // Elsewhere in time a rule may match that never does in the main replay: then it counts that it
      // does, even if it does so under both versions.
      self = .some(isReplayedInForce ? entries.map(\.whole) : entries)
    }
  }

  private static func rules(_ before: Policy, _ after: Policy) -> [TouchedEntry] {
    Set((before.rules + after.rules).map(\.id)).sorted().compactMap { id in
      entry(RuleName(kind: .rule, id: id), before.rule(id), after.rule(id))
    }
  }

  private static func exceptions(_ before: Policy, _ after: Policy) -> [TouchedEntry] {
    Set((before.exceptions + after.exceptions).map(\.id)).sorted().compactMap { id in
      entry(RuleName(kind: .exception, id: id), before.exception(id), after.exception(id))
    }
  }

  /// Nil where both versions decide with it alike.
  private static func entry<Entry: Conditional>(
    _ name: RuleName, _ old: Entry?, _ new: Entry?
  ) -> TouchedEntry? {
    var isConditionOnly = false
    if var old, let new, old.certified?.on == new.certified?.on {
      if old.hasSameMeaning(as: new) { return nil }
      old.condition = new.condition
      isConditionOnly = old.hasSameMeaning(as: new)
    }
    return TouchedEntry(
      name: name, old: old?.condition, new: new?.condition, isConditionOnly: isConditionOnly)
  }
}

/// What has a say where its condition holds.
private protocol Conditional {
  var condition: Condition { get set }
  var certified: Certification? { get }
  func hasSameMeaning(as other: Self) -> Bool
}

extension Rule: Conditional {}
extension PolicyException: Conditional {}

extension TouchedEntry {
  fileprivate var whole: TouchedEntry {
    var entry = self
    entry.isConditionOnly = false
    return entry
  }

  /// Whether it has a say in a record, as both versions read it.
  func touches(_ bindings: Bindings) -> Bool {
    let old = old.map { Truth($0, bindings) } ?? .no
    guard isConditionOnly || old == .no else { return true }
    guard !keepsCondition else { return false }
    let new = new.map { Truth($0, bindings) } ?? .no
    return old != new
  }

  private enum Truth {
    case no, yes, error

    init(_ condition: Condition, _ bindings: Bindings) {
      do throws(EvaluationError) {
        self = try condition.program.evaluateCondition(bindings) ? .yes : .no
      } catch {
        self = .error
      }
    }
  }
}

extension Touching {
  /// Whether a change can decide a record differently.
  func touches(_ impact: RecordImpact) -> Bool {
    switch self {
    case .every: return true
    case .some(let entries):
      guard !entries.isEmpty else { return false }
      // With another schema every record would be touched: both versions read the same.
      let bindings = impact.after.record.request.bindings(now: impact.at)
      return entries.contains { $0.touches(bindings) }
    }
  }
}
