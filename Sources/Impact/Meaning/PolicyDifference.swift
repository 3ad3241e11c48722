import CEL
package import Diagnostics
package import PolicyCore

/// What changed in meaning between two versions of a policy: the report of `precedent diff`.
package struct PolicyDifference: Sendable, Hashable {
  /// Safeguards that the new version lowers.
  package var safeguards: [LoweredSafeguard]
  /// Existing tests that expect something else, ask something else, or are gone.
  package var tests: [TestDifference]
  /// Whether all tests of both versions could be read, and so compared.
  package var hasAllTests = true
  /// Rules, exceptions, people, settings, schema, each by id.
  package var changes: [MeaningChange]
  /// Files that differ, and in which nothing differs that has a meaning; sorted.
  package var reformattedFiles: [String] = []

  /// Those that mean something else than before.
  package var meaningful: [MeaningChange] { changes.filter { !$0.isOfFormOnly } }

  /// All changes together.
  package var leaning: Leaning { changes.map(\.leaning).sum }

  /// Whether anything means something else than before, or guards less.
  package var hasMeaning: Bool {
    !safeguards.isEmpty || !tests.isEmpty
      || changes.contains { $0.fate != .changed || !$0.isOfFormOnly }
  }

}

extension PolicyDifference {
  /// Compares two versions, as a pure function of them.
  /// - Parameters:
  ///   - hasPolicyBefore: false when the old version stands for no policy at all: it has no
  ///     safeguards to lower.
  ///   - tests: of both versions.
  ///   - loweredElsewhere: safeguards lowered outside the policy files.
  /// - Complexity: O(rules x rules) for renames, and one comparison for each changed condition.
  package init(
    from before: Policy, to after: Policy, hasPolicyBefore: Bool = true,
    tests: (before: VersionTests, after: VersionTests) = (VersionTests(), VersionTests()),
    loweredElsewhere: [LoweredSafeguard] = []
  ) {
    var context = MeaningContext(from: before, to: after)
    let rules = RuleDifference(context)
    context.renames = rules.renames
    safeguards =
      loweredElsewhere + (hasPolicyBefore ? LoweredSafeguard.between(before, after) : [])
    self.tests = TestDifference.between(tests.before, tests.after)
    hasAllTests = tests.before.isComplete && tests.after.isComplete
    changes =
      rules.changes + ExceptionDifference(context).changes + SettingsDifference(context).changes
      + DirectoryDifference(context).changes
      + SchemaDifference(from: before.schema, to: after.schema).changes
  }

  /// Notes the files that differ in their bytes only.
  /// - Parameters:
  ///   - old: the texts of the old version.
  ///   - new: the texts of the new version.
  package mutating func noteFiles(from old: [SourceFile], to new: [SourceFile]) {
    let before = Dictionary(old.map { ($0.path, $0.bytes) }) { first, _ in first }
    let meant = Set(changes.map(\.location.path) + tests.map(\.location.path))
    reformattedFiles = new.filter { file in
      before[file.path].map { $0 != file.bytes } ?? false && !meant.contains(file.path)
    }.map(\.path).sorted { $0.precedesInUTF8($1) }
  }
}
