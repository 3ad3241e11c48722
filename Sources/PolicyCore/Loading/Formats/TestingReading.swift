import Diagnostics

/// Reads `testing` of precedent.yaml.
struct TestingReading {
  /// What is not written keeps its default.
  func read(_ node: DocumentNode?, into settings: inout Settings, _ reader: inout DocumentReader) {
    let shape = MappingShape("`testing`", optional: ["changedRules", "coverage"])
    guard let members = reader.members(of: node, shape) else { return }
    if let bar = reader.choice(members["changedRules"], of: TestingBar.self) {
      settings.testing = bar
    }
    readCoverage(members["coverage"], into: &settings.coverage, &reader)
  }

  /// `coverage: { rules: 100%, conditions: 95% }`
  private func readCoverage(
    _ node: DocumentNode?, into coverage: inout [CoverageKind: Percentage],
    _ reader: inout DocumentReader
  ) {
    let shape = MappingShape("`coverage`", optional: CoverageKind.allCases.map(\.rawValue))
    guard let members = reader.members(of: node, shape) else { return }
    for kind in CoverageKind.allCases {
      if let least = reader.percentage(members[kind.rawValue]) { coverage[kind] = least }
    }
  }
}

extension DocumentReader {
  /// Nil where there is none, or no percentage, which is reported.
  mutating func percentage(_ node: DocumentNode?) -> Percentage? {
    guard let node, let text = text(node) else { return nil }
    guard let percentage = Percentage(text) else {
      report(.notAPercentage(text, at: location(node)))
      return nil
    }
    return percentage
  }
}
