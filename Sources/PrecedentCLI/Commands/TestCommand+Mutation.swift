import PolicyCore
import Reporting
import Trials

extension TestCommand {
  /// Edits rules, shows what no test notices, and writes the tests that would.
  func mutate(
    _ version: TestedVersion, _ mutated: MutatedVersion,
    _ repository: borrowing PolicyRepository, _ environment: CommandEnvironment
  ) async throws -> ExitStatus {
    let base = try testing.changedSince.map { try repository.load(revision: $0, orWorkTree: false) }
    let changed = base.map { ChangedRules.between($0.loaded?.policy, version.policy) }
    let rules = try mutation.chosen(of: version.policy, changed: changed)
    let report = try await mutated.report(on: rules, in: environment)
    var written: [String] = []
    if mutation.write, !report.suggestions.isEmpty {
      let files = try EditablePolicy(repository)
      written = try SuggestedTestWriting(files: files).write(report.suggestions)
    }
    try output.write(text(of: report, written: written, environment), in: environment)
    return report.isGood ? .nothingToReport : .findings
  }

  private func text(
    of report: MutationReport, written: [String], _ environment: CommandEnvironment
  ) -> String {
    switch format {
    case .json: MutationJSON().render(report, written: written)
    case .text, .junit:
      MutationText(
        palette: output.palette(in: environment),
        detail: mutation.verbose ? .everything : .survivors
      ).render(report, written: written)
    }
  }
}
