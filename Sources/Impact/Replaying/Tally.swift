import CEL
import PolicyCore

/// Counts over replayed records that can be added up; order matters only for lists.
struct Tally: Sendable {
  var records = 0
  var replayed = 0
  var earliest: Timestamp?
  var latest: Timestamp?
  var classes: [RecordClass: Int] = [:]
  var directions: [ActionDirection: [Direction: Int]] = [:]
  var transitions: [Transition.Step: Int] = [:]
  var unchangedByTier: [Tier: Int] = [:]
  var againstOutcome: [OutcomeShift.Step: Int] = [:]
  var deniedThenNowApproved: [String] = []
  var approvedThenNowDenied: [String] = []
  var newlyUnreplayable: [String] = []
  /// The records each gate counts, in the order of the gates.
  var gateRecords: [[String]]
  var rules: [RuleName: RuleTally] = [:]
  var invariants: [ID: InvariantTally] = [:]
  var affected = AffectedTally()
  var load: [String: LoadTally] = [:]
  var noEligibleApprover: [String] = []
  var samples: [RecordClass: [Sample]] = [:]
  var notReplayed: [NotReplayed] = []

  init(gateCount: Int) { gateRecords = Array(repeating: [], count: gateCount) }

  /// Records that the old version replays: those that a change can change. Lines that nobody can
  /// read are not among them, or they would thin out the share of what changed.
  var comparable: Int { replayed + newlyUnreplayable.count }

  /// Those whose class is not `unchanged`, and those that only the new version cannot replay.
  var changed: Int {
    let moved = classes.filter { $0.key != .unchanged && $0.key != .unreplayable }
    return moved.values.reduce(newlyUnreplayable.count, +)
  }

  /// Whether any record got looser, in part or in whole.
  var hasLoosening: Bool {
    directions.values.contains { ($0[.loosened] ?? 0) + ($0[.both] ?? 0) > 0 }
  }

  /// Adds the counts of later records.
  mutating func add(_ later: Tally) {
    records += later.records
    replayed += later.replayed
    earliest = [earliest, later.earliest].compactMap { $0 }.min()
    latest = [latest, later.latest].compactMap { $0 }.max()
    classes.merge(later.classes, uniquingKeysWith: +)
    directions.merge(later.directions) { $0.merging($1, uniquingKeysWith: +) }
    transitions.merge(later.transitions, uniquingKeysWith: +)
    unchangedByTier.merge(later.unchangedByTier, uniquingKeysWith: +)
    againstOutcome.merge(later.againstOutcome, uniquingKeysWith: +)
    deniedThenNowApproved += later.deniedThenNowApproved
    approvedThenNowDenied += later.approvedThenNowDenied
    newlyUnreplayable += later.newlyUnreplayable
    for index in gateRecords.indices { gateRecords[index] += later.gateRecords[index] }
    rules.merge(later.rules) { $0.adding($1) }
    invariants.merge(later.invariants) { $0.adding($1) }
    affected.add(later.affected)
    load.merge(later.load) { $0.adding($1) }
    noEligibleApprover += later.noEligibleApprover
    samples.merge(later.samples) { Array(($0 + $1).prefix(Sample.countPerClass)) }
    notReplayed += later.notReplayed
  }
}

/// A rule or an exception: both have ids, and may have the same.
struct RuleName: Sendable, Hashable {
  let kind: RuleImpact.Kind
  let id: ID
}

/// How often a rule or an exception matched under each version.
struct RuleTally: Sendable {
  var matchedBefore = 0
  var matchedAfter = 0
  /// Not counted as matched.
  var liftedBefore = 0
  var liftedAfter = 0
  /// Records that it matches only under the new version.
  var gained = RecordList()
  /// Records that it matches only under the old version.
  var lost = RecordList()

  func adding(_ later: RuleTally) -> RuleTally {
    var sum = self
    sum.matchedBefore += later.matchedBefore
    sum.matchedAfter += later.matchedAfter
    sum.liftedBefore += later.liftedBefore
    sum.liftedAfter += later.liftedAfter
    sum.gained.add(later.gained)
    sum.lost.add(later.lost)
    return sum
  }
}

/// How often an invariant turned an outcome into a review under each version.
struct InvariantTally: Sendable {
  var before = 0
  var after = 0
  /// Records that it holds back only under the new version.
  var gained = RecordList()
  /// Records that it holds back only under the old version.
  var lost = RecordList()

  func adding(_ later: InvariantTally) -> InvariantTally {
    var sum = self
    sum.before += later.before
    sum.after += later.after
    sum.gained.add(later.gained)
    sum.lost.add(later.lost)
    return sum
  }
}

/// A count of records, the first of them by name.
package struct RecordList: Sendable, Hashable {
  /// The most that are kept by name.
  package static let shownCount = 10

  /// Also of those that are not kept by name.
  package private(set) var count = 0
  /// Ids in the order of the history, at most `shownCount`.
  package private(set) var first: [String] = []

  mutating func append(_ id: String) {
    count += 1
    if first.count < Self.shownCount { first.append(id) }
  }

  mutating func add(_ later: RecordList) {
    count += later.count
    first += later.first.prefix(Self.shownCount - first.count)
  }
}

/// Changed records by whom and what they are about; names are told apart by their bytes.
struct AffectedTally: Sendable {
  var subjects: [ID: Int] = [:]
  var resources: [ID: Int] = [:]
  var owners: [ID: Int] = [:]

  mutating func add(_ later: AffectedTally) {
    subjects.merge(later.subjects, uniquingKeysWith: +)
    resources.merge(later.resources, uniquingKeysWith: +)
    owners.merge(later.owners, uniquingKeysWith: +)
  }
}

/// Reviews that ask a team or a person, under both versions.
struct LoadTally: Sendable {
  /// Under one version.
  struct Side: Sendable {
    var reviews = 0
    var waits = WaitHistogram()

    /// Counts a review; nil where nobody knows how long it took.
    mutating func count(seconds: Int64?) {
      reviews += 1
      if let seconds { waits.add(seconds: seconds) }
    }

    mutating func add(_ later: Side) {
      reviews += later.reviews
      waits.add(later.waits)
    }
  }

  var before = Side()
  var after = Side()

  func adding(_ later: LoadTally) -> LoadTally {
    var sum = self
    sum.before.add(later.before)
    sum.after.add(later.after)
    return sum
  }
}
