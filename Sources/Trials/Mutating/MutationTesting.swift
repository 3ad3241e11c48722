import Diagnostics
package import PolicyCore

/// Edits rules in small ways, one at a time, and looks which edits no test notices.
package struct MutationTesting: Sendable {
  private let policy: Policy
  private let cases: [KnownCase]
  private let fixtures: [String: JSONObject]
  private let files: [PolicyFile]
  private let parallelism: Int

  /// Makes a run of a policy whose tests pass.
  /// - Parameters:
  ///   - fixtures: request documents by their path from the policy root.
  ///   - files: those of the policy, with the rules in them.
  ///   - parallelism: how many edits are looked at at once.
  package init(
    policy: Policy, tests: [PolicyTest], fixtures: [String: JSONObject], files: [PolicyFile],
    parallelism: Int
  ) {
    self.policy = policy
    self.fixtures = fixtures
    self.files = files
    self.parallelism = max(parallelism, 1)
    cases = KnownCase.all(of: tests, policy: policy, fixtures: fixtures)
  }

  /// Edits some rules.
  /// - Parameters:
  ///   - rules: by id; others than the policy's are left out.
  ///   - records: in which requests are looked for that show an edit.
  ///   - progress: told how many of how many steps are done.
  /// - Throws: `CancellationError`.
  package func run(
    rules: [ID], records: [Record],
    progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> MutationReport {
    let chosen = policy.rules.filter { rules.contains($0.id) }
    let editor = RuleEditor(policy: policy)
    let difference = EditDifference(policy, editor: editor)
    var results = try await ordered(chosen, progress) { tried($0, editor, difference) }
    let search = TrialSearch(
      policy: policy, cases: cases, records: records, difference: difference,
      reader: RecordReader(schema: policy.schema))
    let found = try await ordered(results.flatMap(\.unshown), progress) { search.find($0) }
    return report(&results, found)
  }

  /// Edits of one rule; what no case notices and nothing proves to be the same is left as unshown.
  private func tried(
    _ rule: Rule, _ editor: RuleEditor, _ difference: EditDifference
  ) -> RuleMutations {
    var result = RuleMutations(rule: rule)
    guard let file = files.first(where: { $0.path == rule.location.path }) else { return result }
    let noticing = EditNoticing(policy: policy, cases: cases)
    let truths = cases.map { rule.condition.truth($0.bindings) }
    for edit in editor.edits(of: [rule], in: file) {
      if let known = noticing.firstFailing(under: edit, truths) {
        result.noticed.append(
          NoticedEdit(edit: edit, test: known.test.name, caseNumber: known.number))
      } else if difference.isNone(edit) {
        result.equivalent.append(edit)
      } else if let known = noticing.firstFailing(under: edit, truths, isUnreviewed: true) {
        result.unreviewed.append(
          NoticedEdit(edit: edit, test: known.test.name, caseNumber: known.number))
      } else {
        result.unshown.append(edit)
      }
    }
    return result
  }

  private func report(
    _ results: inout [RuleMutations], _ found: [TrialSearch.Found?]
  ) -> MutationReport {
    var writing = SuggestionWriting(policy: policy, cases: cases, fixtures: fixtures)
    var next = found[...]
    for index in results.indices {
      let edits = results[index].unshown
      results[index].unshown = []
      for edit in edits {
        if let shown = next.popFirst() ?? nil {
          results[index].survivors.append(writing.survivor(edit, shownBy: shown))
        } else {
          results[index].unshown.append(edit)
        }
      }
    }
    return MutationReport(rules: results, suggestions: writing.written())
  }

  /// Works on several at once; results are in the order of what they come from.
  private func ordered<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], _ progress: @Sendable (Int, Int) -> Void,
    _ work: @escaping @Sendable (Input) -> Output
  ) async throws -> [Output] {
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
      var outputs = [Output?](repeating: nil, count: inputs.count)
      var doneCount = 0
      for (index, input) in inputs.enumerated() {
        if index >= parallelism, let (place, output) = try await group.next() {
          outputs[place] = output
          doneCount += 1
          progress(doneCount, inputs.count)
        }
        try Task.checkCancellation()
        group.addTask { (index, work(input)) }
      }
      for try await (place, output) in group {
        outputs[place] = output
        doneCount += 1
        progress(doneCount, inputs.count)
      }
      return outputs.compactMap { $0 }
    }
  }
}
