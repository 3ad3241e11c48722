import Diagnostics
import History
import PolicyCore
import Trials

/// Writes suggested tests into the work tree, once they have been seen to pass.
struct SuggestedTestWriting {
  let files: EditablePolicy

  /// Writes all of them, or nothing.
  /// - Returns: the files that were written, as git names them.
  /// - Throws: `CommandFailure` where that cannot be done, `WriteFailure` where a file cannot be
  ///   written.
  func write(_ suggestions: [SuggestedTest]) throws -> [String] {
    let documents = Set(suggestions.compactMap(\.fixture)).sorted { $0.path < $1.path }
    let fixtures = documents.filter { !files.paths.contains($0.path) }.map { fixture in
      EditedFile(
        path: fixture.path, bytes: Array(JSONValue.object(fixture.document).prettyText.utf8),
        lineNumber: 1)
    }
    let paths = Set(suggestions.map(\.path)).sorted()
    let edits = try paths.map { path in
      try files.preview { editor throws(EditProblem) in
        try editor.adding(Self.tests(suggestions, in: path), to: path)
      }
    }
    try requirePassing(fixtures + edits, suggestions)
    for fixture in fixtures { _ = try files.edit(fixture.path) { _ in fixture } }
    for path in paths {
      _ = try files.edit(path) { editor throws(EditProblem) in
        try editor.adding(Self.tests(suggestions, in: path), to: path)
      }
    }
    return (fixtures.map(\.path) + paths).map(files.pathInRepository)
  }

  private static func tests(_ suggestions: [SuggestedTest], in path: String) -> [WrittenTest] {
    suggestions.filter { $0.path == path }.map(\.test)
  }

  /// The files as they would be are loaded, and all tests in them run.
  private func requirePassing(_ edited: [EditedFile], _ suggestions: [SuggestedTest]) throws {
    let tree = files.tree(with: edited)
    let loaded = PolicyLoader().loadTests(tree, of: files.policy)
    guard !loaded.diagnostics.hasErrors else {
      throw CommandFailure(EditProblem.wouldNotLoad(loaded.diagnostics).diagnostics)
    }
    let fixtures = Dictionary(
      uniqueKeysWithValues: try Fixture.all(in: tree).map { ($0.path, $0.request) })
    let names = Set(suggestions.map(\.test.name))
    let run = TestRunner(policy: files.policy, fixtures: fixtures)
      .run(loaded.tests.filter { names.contains($0.name) })
    guard run.failed.isEmpty, run.results.count >= suggestions.count else {
      throw CommandFailure(
        Diagnostic(
          code: "cannot-edit", message: "a test that would be written does not pass",
          location: run.failed.first?.location, notes: ["nothing was written"],
          help: "write it by hand, from what `precedent test --mutation` prints"))
    }
  }
}
