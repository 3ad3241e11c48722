import PolicyCore
import Testing

/// Every code of this target is its own and has a test; PrecedentCLITests holds codes and pages equal.
struct DiagnosticCodeTests {
  private static let codes =
    LoadingCode.allCases.map(\.rawValue) + CheckCode.allCases.map(\.rawValue)
    + ConditionCode.allCases.map(\.rawValue)

  @Test
  func codesAreDistinct() {
    #expect(Set(Self.codes).count == Self.codes.count)
  }

  /// The few codes that need a tree of their own have a test in PolicyLoaderTests; those of the
  /// tests of a policy, which load apart, in TestReadingTests.
  @Test
  func everyLoadingCodeIsInATable() {
    let elsewhere: Set = [
      "no-precedent-yaml", "too-many-files", "line-too-long", "file-too-large", "not-utf8",
      "too-many-problems", "wrong-approval",
      "too-many-values",
    ]
    let marked = LoadingCases.all.flatMap { input in
      MarkedPolicy(replacing: input.files).expectations.map(\.code)
        + input.wholeFiles.compactMap { $0.split(separator: " ").last.map(String.init) }
    }
    let loading = Set(LoadingCode.allCases.map(\.rawValue))
    #expect(loading.subtracting(marked) == elsewhere)
  }
}
