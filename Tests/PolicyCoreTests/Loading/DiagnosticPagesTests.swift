import Foundation
import PolicyCore
import Testing

/// Every code of this target has a page and a test, and every page of a code is whole.
struct DiagnosticPagesTests {
  private static let codes =
    LoadingCode.allCases.map(\.rawValue) + CheckCode.allCases.map(\.rawValue)

  @Test(arguments: codes)
  func everyCodeHasAPage(_ code: String) throws {
    let page = try String(contentsOf: Self.folder.appending(path: "\(code).md"), encoding: .utf8)
    #expect(page.hasPrefix("# \(code)\n\n"))
    for part in ["\n## Avoid\n", "\n## Prefer\n", "\n## Why\n"] {
      #expect(page.contains(part), "\(code) lacks \(part)")
    }
  }

  /// Codes of other targets have their own prefix or their own test.
  @Test
  func everyPageHasACode() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }
    let ofOthers = pages.filter { page in
      page.hasPrefix("cel-") || page == "now-compared-with-constant"
    }
    #expect(Set(pages).subtracting(ofOthers) == Set(Self.codes))
  }

  @Test
  func codesAreDistinct() {
    #expect(Set(Self.codes).count == Self.codes.count)
  }

  /// The few codes that need a tree of their own have a test in PolicyLoaderTests.
  @Test
  func everyLoadingCodeIsInATable() {
    let elsewhere: Set = [
      "no-precedent-yaml", "too-many-files", "line-too-long", "file-too-large", "not-utf8",
      "too-many-problems",
      "too-many-values",
    ]
    let marked = LoadingCases.all.flatMap { input in
      MarkedPolicy(replacing: input.files).expectations.map(\.code)
        + input.wholeFiles.compactMap { $0.split(separator: " ").last.map(String.init) }
    }
    let loading = Set(LoadingCode.allCases.map(\.rawValue))
    #expect(loading.subtracting(marked) == elsewhere)
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/diagnostics")
}
