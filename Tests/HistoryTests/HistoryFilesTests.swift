import Foundation
import History
import Testing

struct HistoryFilesTests {
  private func withFiles(_ names: [String], _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      for name in names {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("{\"id\":\"\(name)\"}\n".utf8).write(to: url)
      }
      try body(folder.path)
    }
  }

  @Test func findsEveryHistoryFileInByteOrder() throws {
    let names = [
      "b.ndjson", "a/2.jsonl.zst", "a/10.ndjson.gz", "a.ndjson", "B.ndjson.zst", "c/d/e.jsonl",
      "c/f.jsonl.gz", "README.md", ".gitkeep", "c/README.md", "é.ndjson",
    ]
    let expected = [
      "B.ndjson.zst", "a.ndjson", "a/10.ndjson.gz", "a/2.jsonl.zst", "b.ndjson", "c/d/e.jsonl",
      "c/f.jsonl.gz", "é.ndjson",
    ]
    try withFiles(names) { (root) throws in
      let sources = expected.map {
        HistorySource.file(path: "\(root)/\($0)", name: "\(root)/\($0)")
      }
      #expect(try HistoryFiles.expand(root) == sources)
      #expect(try HistoryFiles.expand(root + "/") == sources)
      #expect(try readAll(sources).ids == expected)
    }
  }

  @Test(arguments: [
    "a.json", "a.ndjson.bz2", "a.NDJSON", "a.ndjson~", "ndjson", "a.csv", "sub/readme.md",
  ])
  func refusesFilesThatWouldBeLeftOut(_ name: String) throws {
    try withFiles(["z.ndjson", name]) { (root) throws in
      let error = HistoryError.unexpectedFile(path: "\(root)/\(name)", kind: .unknownSuffix)
      #expect(throws: error) { try HistoryFiles.expand(root) }
    }
  }

  @Test(arguments: [".a.ndjson", ".DS_Store", "sub/.x"])
  func refusesHiddenFiles(_ name: String) throws {
    try withFiles([name]) { (root) throws in
      let error = HistoryError.unexpectedFile(path: "\(root)/\(name)", kind: .hidden)
      #expect(throws: error) { try HistoryFiles.expand(root) }
    }
  }

  @Test func refusesLinksInAFolder() throws {
    try withFiles(["a.ndjson"]) { (root) throws in
      let link = "\(root)/b.ndjson"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.ndjson")
      let error = HistoryError.unexpectedFile(path: link, kind: .notRegular)
      #expect(throws: error) { try HistoryFiles.expand(root) }
      #expect(try HistoryFiles.expand(link) == [.file(path: link, name: link)])
    }
  }

  @Test func takesAnyFileThatIsNamed() throws {
    try withFiles(["export.txt"]) { (root) throws in
      let path = "\(root)/export.txt"
      #expect(try HistoryFiles.expand(path) == [.file(path: path, name: path)])
    }
  }

  @Test func showsAnotherPathWhenAsked() throws {
    try withFiles(["a/b.ndjson", "\u{301}.ndjson"]) { (root) throws in
      let path = "\(root)/a/b.ndjson"
      #expect(
        try HistoryFiles.expand(root, shownAs: "history") == [
          .file(path: path, name: "history/a/b.ndjson"),
          .file(path: "\(root)/\u{301}.ndjson", name: "history/\u{301}.ndjson"),
        ])
      #expect(
        try HistoryFiles.expand(root + "/", shownAs: "history/") == [
          .file(path: path, name: "history/a/b.ndjson"),
          .file(path: "\(root)/\u{301}.ndjson", name: "history/\u{301}.ndjson"),
        ])
      #expect(try HistoryFiles.expand(path, shownAs: "h") == [.file(path: path, name: "h")])
    }
  }

  @Test func showsTheOtherPathInErrors() throws {
    try withFiles(["a/b.ndjson", "a/c.txt", "d/.x", "e/f.ndjson"]) { (root) throws in
      let unknown = HistoryError.unexpectedFile(path: "h/a/c.txt", kind: .unknownSuffix)
      #expect(throws: unknown) { try HistoryFiles.expand(root, shownAs: "h") }
      #expect(throws: unknown) { try HistoryFiles.expand(root + "/", shownAs: "h/") }
      let hidden = HistoryError.unexpectedFile(path: "../d/.x", kind: .hidden)
      #expect(throws: hidden) { try HistoryFiles.expand(root + "/d", shownAs: "../d") }
      let link = "\(root)/e/l.ndjson"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "f.ndjson")
      let notRegular = HistoryError.unexpectedFile(path: "e/l.ndjson", kind: .notRegular)
      #expect(throws: notRegular) { try HistoryFiles.expand(root + "/e", shownAs: "e") }
      let absent = HistoryError.cannotOpen(
        path: "nope.ndjson", reason: "No such file or directory")
      #expect(throws: absent) {
        try HistoryFiles.expand(root + "/nope.ndjson", shownAs: "nope.ndjson")
      }
    }
  }

  @Test func takesADashForStandardInput() throws {
    #expect(
      try HistoryFiles.expand("-", standardInput: 7) == [
        .standardInput(name: "<stdin>", fileDescriptor: 7)
      ])
  }

  @Test func refusesAnAbsentPath() throws {
    let error = HistoryError.cannotOpen(path: "/no/such", reason: "No such file or directory")
    #expect(throws: error) { try HistoryFiles.expand("/no/such") }
  }

  @Test func anEmptyFolderHoldsNothing() throws {
    try withFiles([]) { (root) throws in #expect(try HistoryFiles.expand(root).isEmpty) }
  }
}
