import CEL
import PolicyCore

/// Looks for a request that shows an edit: among the cases there are, then in the history, then made
/// from the constants of the rule.
struct TrialSearch: Sendable {
  let policy: Policy
  let cases: [KnownCase]
  let records: [Record]
  let difference: EditDifference
  let reader: RecordReader

  /// What was found.
  struct Found: Sendable {
    let trial: Trial
    let differences: [TestFailure.Mismatch]
  }

  /// Records that an edit can concern and that are decided to see whether it does.
  private static let greatestRecordedCount = 2_000
  /// A whole document is read for each request that is made: so many for one edit.
  private static let greatestRequestCount = 4_000
  /// Requests that others are made from.
  private static let greatestBaseCount = 40
  /// Of those, from which two fields are changed at once.
  private static let greatestPairBaseCount = 4
  /// Requests that a rule matches, for which approvals and instants are made up.
  private static let greatestVariedCount = 24

  /// Nil where none is found; there may still be one.
  func find(_ edit: RuleEdit) -> Found? {
    let judge = TrialJudge(policy, edit: edit)
    let reach = EditReach(edit, in: policy)
    let truths = cases.map { edit.rule.condition.truth($0.bindings) }
    for (known, truth) in zip(cases, truths) where reach.includes(known.bindings, truth: truth) {
      if let found = shown(Trial(known), judge) { return found }
    }
    let recorded = records.lazy.map { Trial($0) }.filter { reach.includes($0) }
    for trial in recorded.prefix(Self.greatestRecordedCount) {
      if let found = shown(trial, judge) { return found }
    }
    return made(edit, judge, reach, bases(truths))
  }

  private func shown(_ trial: Trial, _ judge: TrialJudge) -> Found? {
    let differences = judge.differences(trial)
    return differences.isEmpty ? nil : Found(trial: trial, differences: differences)
  }

  /// Requests that the rule matches come first.
  private func bases(_ truths: [Bool?]) -> [Trial] {
    let matching = zip(cases, truths).filter { $0.1 == true }.map(\.0)
    let others = zip(cases, truths).filter { $0.1 != true }.map(\.0)
    var seen: Set<JSONObject> = []
    return (matching + others).filter { seen.insert($0.request.document).inserted }
      .prefix(Self.greatestBaseCount).map { Trial($0) }
  }

  // MARK: - Made requests

  private func made(
    _ edit: RuleEdit, _ judge: TrialJudge, _ reach: EditReach, _ bases: [Trial]
  ) -> Found? {
    let approvals = ApprovalProposals(judge: judge, edit: edit, directory: policy.directory)
    var variedCount = 0
    for trial in requests(for: edit, bases) {
      guard reach.includes(trial) else { continue }
      variedCount += 1
      guard variedCount <= Self.greatestVariedCount else { return nil }
      for variation in approvals.variations(of: trial) {
        if let found = shown(variation, judge) { return found }
      }
    }
    return nil
  }

  /// The bases as they are, with a witness laid over them, with one field changed, with two.
  private func requests(for edit: RuleEdit, _ bases: [Trial]) -> some Sequence<Trial> {
    let conditions = [edit.rule.condition] + changedConditions(edit)
    let proposals = FieldProposals(conditions.reversed(), schema: policy.schema)
    let witnesses = difference.witnesses(edit)
    let laid = nearest(bases, witnesses).lazy.compactMap { self.changed($0.base, $0.witness) }
    let single = bases.lazy.flatMap { base in
      proposals.changes(of: base.request).lazy.compactMap { self.changed(base, [$0]) }
    }
    let double = bases.prefix(Self.greatestPairBaseCount).lazy.flatMap { base in
      let changes = proposals.changes(of: base.request)
      return changes.lazy.flatMap { first in
        changes.lazy.filter { $0.path > first.path }.compactMap { second in
          self.changed(base, [first, second])
        }
      }
    }
    return [
      AnySequence(bases), AnySequence(laid), AnySequence(single), AnySequence(double),
    ].lazy.joined().prefix(Self.greatestRequestCount)
  }

  /// Pairs that need the fewest fields changed come first: their tests are the shortest to read.
  private func nearest(
    _ bases: [Trial], _ witnesses: [[FieldChange]]
  ) -> [(base: Trial, witness: [FieldChange])] {
    let pairs = bases.flatMap { base in
      witnesses.map { witness in
        let count = witness.count { base.request.value(at: $0.path) != $0.value }
        return (base: base, witness: witness, count: count)
      }
    }
    return pairs.enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }.map { ($0.element.base, $0.element.witness) }
  }

  private func changedConditions(_ edit: RuleEdit) -> [Condition] {
    edit.changedCondition.map { [$0.old] + ($0.new.map { [$0] } ?? []) } ?? []
  }

  /// Nil where the request would not be valid.
  private func changed(_ trial: Trial, _ changes: [FieldChange]) -> Trial? {
    let needed = changes.filter { trial.request.value(at: $0.path) != $0.value }
    guard !needed.isEmpty else { return trial }
    do throws(InvalidRequest) {
      let request = try reader.request(trial.request.document.with(needed))
      let kept = (trial.base?.changes ?? []).filter { old in
        !needed.contains { $0.path == old.path }
      }
      return Trial(
        request: request, approvals: trial.approvals, at: trial.at, origin: .made,
        base: trial.base.map { .init(path: $0.path, changes: kept + needed) })
    } catch {
      return nil
    }
  }
}
