import History
import PolicyCore
import Testing

@testable import Impact

/// The report against a slow, obvious recount of the same records, one after the other.
struct OracleTests {
  @Test(arguments: 0..<30 as Range<UInt64>)
  func countsWhatARecountCounts(_ seed: UInt64) async throws {
    let input = try RandomCase(seed: seed, recordCount: 60)
    let radius = try await simulate(input.before, input.after, input.lines, recordsPerBatch: 7)
    let recount = try Recount(input)
    let note: Comment = "seed \(seed)"
    #expect(radius.classes == Dictionary(grouping: recount.classes) { $0 }.mapValues(\.count), note)
    #expect(radius.changed == recount.changed.count + recount.onlyAfterUnreadable.count, note)
    #expect(radius.history.replayed == recount.replayed.count, note)
    #expect(radius.history.records == input.lines.count, note)
    #expect(radius.scope.touched + radius.scope.untouched == recount.replayed.count, note)
    #expect(radius.scope.touched >= recount.changed.count, note)
    #expect(
      Dictionary(uniqueKeysWithValues: radius.transitions.map { ($0.step, $0.records) })
        == recount.transitions, note)
    #expect(
      radius.deniedThenNowApproved
        == recount.replayed.filter(\.isHumanDenialNowApproved).map(\.id), note)
    #expect(
      radius.unchangedByTier
        == Dictionary(grouping: recount.unchanged.map(\.after.decision.tier)) { $0 }
        .mapValues(\.count), note)
    for direction in Direction.allCases {
      let expected = recount.changed.count { $0.change.direction == direction }
      #expect(radius.count(direction) == expected, note)
    }
    #expect(recount.unchanged.allSatisfy { $0.change.direction == nil }, note)
    for rule in radius.rules {
      #expect(rule.matchedBefore == recount.matches(rule) { $0.before }, note)
      #expect(rule.matchedAfter == recount.matches(rule) { $0.after }, note)
      #expect(rule.liftedBefore == recount.lifts(rule) { $0.before }, note)
      #expect(rule.liftedAfter == recount.lifts(rule) { $0.after }, note)
      #expect(
        rule.gained.count - rule.lost.count == rule.matchedAfter - rule.matchedBefore, note)
    }
    for invariant in radius.invariants {
      let id = invariant.invariant
      #expect(invariant.reviewsBefore == recount.holds(id) { $0.before }, note)
      #expect(invariant.reviewsAfter == recount.holds(id) { $0.after }, note)
    }
    #expect(radius.noEligibleApprover == recount.unfillable, note)
    for gate in radius.gates where gate.inForceAt == nil && gate.kind != .looseningWithoutEvidence {
      #expect(gate.measured == recount.measured(gate), note)
    }
  }

  @Test(arguments: [1, 5, 64, 1_000], [1, 2, 7])
  func isTheSameHoweverItIsWorkedThrough(_ recordsPerBatch: Int, _ parallelism: Int) async throws {
    for seed: UInt64 in 100..<103 {
      let input = try RandomCase(seed: seed, recordCount: 150)
      let one = try await simulate(
        input.before, input.after, input.lines, parallelism: 1, recordsPerBatch: 13)
      let other = try await simulate(
        input.before, input.after, input.lines, parallelism: parallelism,
        recordsPerBatch: recordsPerBatch)
      #expect(one == other, "seed \(seed)")
    }
  }

  /// Swapping the versions swaps the directions.
  @Test(arguments: 200..<220 as Range<UInt64>)
  func theWayBackIsTheOtherWay(_ seed: UInt64) async throws {
    let input = try RandomCase(seed: seed, recordCount: 60)
    let there = try await simulate(input.before, input.after, input.lines)
    let back = try await simulate(input.after, input.before, input.lines)
    #expect(there.count(.loosened) == back.count(.tightened), "seed \(seed)")
    #expect(there.count(.tightened) == back.count(.loosened), "seed \(seed)")
    #expect(there.count(.both) == back.count(.both), "seed \(seed)")
    #expect(there.classes[.unchanged] == back.classes[.unchanged], "seed \(seed)")
  }

  /// So that the recount is of something.
  @Test
  func randomPoliciesLiftAndHoldBack() async throws {
    var lifted = 0
    var held = 0
    for seed: UInt64 in 0..<8 {
      let input = try RandomCase(seed: seed, recordCount: 40)
      let radius = try await simulate(input.before, input.after, input.lines)
      lifted += radius.rules.reduce(0) { $0 + $1.liftedBefore + $1.liftedAfter }
      held += radius.invariants.reduce(0) { $0 + $1.reviewsBefore + $1.reviewsAfter }
    }
    #expect(lifted > 0)
    #expect(held > 0)
  }

  @Test(arguments: 300..<310 as Range<UInt64>)
  func nothingChangesNothing(_ seed: UInt64) async throws {
    let input = try RandomCase(seed: seed, recordCount: 40)
    let radius = try await simulate(input.before, input.before, input.lines)
    #expect(radius.changed == 0, "seed \(seed)")
    #expect(radius.directions.isEmpty)
    #expect(radius.inForce.isEmpty)
    #expect(radius.safeguards.isEmpty)
    #expect(!radius.isRefused)
  }
}

private struct Recount {
  private(set) var replayed: [RecordImpact] = []
  private(set) var onlyAfterUnreadable: [String] = []
  private(set) var unreadable = 0

  init(_ input: RandomCase) throws {
    let bytes = Array(input.lines.map { $0 + "\n" }.joined().utf8)
    var reader = HistoryReader(sources: [.bytes(bytes, name: "h")])
    while let item = try reader.next() {
      guard case .record(let raw) = item else {
        unreadable += 1
        continue
      }
      let old = try? RecordReader(schema: input.before.schema).record(raw.value)
      let new = try? RecordReader(schema: input.after.schema).record(raw.value)
      guard let old, let new else {
        unreadable += 1
        if old != nil { onlyAfterUnreadable.append(raw.value["id"]?.string ?? "") }
        continue
      }
      let at = new.outcome?.at ?? new.approvals.map(\.at).max() ?? new.request.time
      let before = Decider(policy: input.before).decide(
        old.request, approvals: old.approvals, at: at)
      let after = Decider(policy: input.after).decide(new.request, approvals: new.approvals, at: at)
      replayed.append(
        RecordImpact(
          place: raw.place, before: .init(record: old, decision: before),
          after: .init(record: new, decision: after), at: at,
          change: DecisionChange(from: before, to: after)))
    }
  }

  var changed: [RecordImpact] { replayed.filter { $0.change.recordClass != .unchanged } }
  var unchanged: [RecordImpact] { replayed.filter { $0.change.recordClass == .unchanged } }

  var classes: [RecordClass] {
    replayed.map(\.change.recordClass) + Array(repeating: .unreplayable, count: unreadable)
  }

  var transitions: [Transition.Step: Int] {
    Dictionary(
      grouping: changed.map {
        Transition.Step(
          from: TierAndStatus($0.before.decision), to: TierAndStatus($0.after.decision))
      }
    ) { $0 }.mapValues(\.count)
  }

  func matches(_ rule: RuleImpact, _ side: (RecordImpact) -> RecordImpact.Side) -> Int {
    replayed.count {
      side($0).decision.matched.contains {
        $0.rule == rule.rule && $0.isException == (rule.kind == .exception)
      }
    }
  }

  func lifts(_ rule: RuleImpact, _ side: (RecordImpact) -> RecordImpact.Side) -> Int {
    guard rule.kind == .rule else { return 0 }
    return replayed.count { side($0).decision.lifted.contains { $0.rule == rule.rule } }
  }

  func holds(_ invariant: ID, _ side: (RecordImpact) -> RecordImpact.Side) -> Int {
    replayed.count { side($0).decision.invariants.contains(invariant) }
  }

  /// Tries every way to seat the people of the directory; all of them are human.
  var unfillable: [String] {
    func fills(_ places: ArraySlice<Set<ID>>, without taken: Set<ID>) -> Bool {
      guard let place = places.first else { return true }
      return place.subtracting(taken).contains {
        fills(places.dropFirst(), without: taken.union([$0]))
      }
    }
    return replayed.filter { impact in
      let places = impact.after.decision.requirements.flatMap {
        Array(repeating: Set($0.eligible), count: $0.count)
      }
      return !fills(places[...], without: [])
    }.map(\.id)
  }

  func measured(_ gate: GateResult) -> Int {
    let counted =
      switch gate.kind {
      case .maxChangedShare: changed.count
      case .noHumanDeniedApproved:
        replayed.count {
          $0.outcome?.status == .denied && $0.outcome?.by != "policy"
            && $0.after.decision.status == .approved && $0.before.decision.status != .approved
        }
      case .maxNewlyAutomatic:
        replayed.count { impact in
          let level = impact.after.record.request.document["resource"]?["level"]
          return [.integer(2), .integer(3)].contains(level) && impact.isNewlyAutomatic
        }
      case .newlyUnreplayable, .looseningWithoutEvidence: 0
      }
    return counted + onlyAfterUnreadable.count
  }
}
