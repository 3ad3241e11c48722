import Diagnostics
import GitStore
import Impact

/// A commit message as git is about to clean it up (git-commit(1), `--cleanup`).
struct CommitMessage {
  /// A line that begins as an acceptance does.
  struct Line {
    let location: SourceLocation
    /// What stands behind the colon; nil when the line is no trailer.
    let value: String?
  }

  /// What `git commit --verbose` puts in front of the diff.
  private static let scissors = "------------------------ >8 ------------------------"

  private let file: SourceFile
  /// Without comments, and with where they start.
  private let lines: [(utf8Offset: Int, text: Substring)]

  init(_ bytes: [UInt8], commentStart: String) {
    file = SourceFile(path: "commit message", bytes: bytes)
    let all = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let end = all.firstIndex { $0.hasPrefix(commentStart) && $0.hasSuffix(Self.scissors) }
    var offset = 0
    lines = all[..<(end ?? all.endIndex)].map { line in
      defer { offset += line.utf8.count + 1 }
      return (offset, line)
    }.filter { !$0.1.hasPrefix(commentStart) }
  }

  /// Every line that begins as an acceptance does, and whether it is one.
  var acceptanceLines: [Line] {
    let key = Acceptance.trailerKey.lowercased()
    var values = Repository.trailers(of: lines.map { $0.text + "\n" }.joined())
      .filter { $0.key.lowercased() == key }.map(\.value)
    // Trailers come last: of several such lines the last ones are they.
    return lines.reversed().compactMap { line -> Line? in
      let text = line.text.drop { $0 == " " || $0 == "\t" }
      guard text.lowercased().hasPrefix(key) else { return nil }
      let range = line.utf8Offset..<(line.utf8Offset + line.text.utf8.count)
      return Line(location: file.location(range), value: values.popLast())
    }.reversed()
  }
}
