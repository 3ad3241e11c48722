import CEL
package import Diagnostics

/// The lines of a file that one rule or exception takes up.
package struct EntryLines: Sendable, Hashable {
  /// Of the first of them, from 1.
  package let lineNumber: Int
  /// Without their line breaks.
  package let lines: [String]

  /// Nil where the file does not hold an entry of that id, or cannot be read.
  package init?(of id: ID, in file: SourceFile) {
    guard let entry = Self.entry(id, in: file) else { return nil }
    let writer = YAMLSplicing(source: file)
    let layout = writer.layout
    let dash = layout.lastVisible(before: entry.range.lowerBound) ?? entry.range.lowerBound
    let start = layout.lineStart(of: dash)
    let last = max(writer.contentEnd(of: entry) - 1, dash)
    let text = String(decoding: file.bytes[start..<layout.lineEnd(of: last)], as: UTF8.self)
    lineNumber = layout.lineNumber(of: start)
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0) }
  }

  /// What differs, by the line numbers of the new text.
  package func difference(to new: EntryLines) -> LineDifference {
    LineDifference(from: bytes, to: new.bytes, startingAt: new.lineNumber)
  }

  /// Where nothing stood before.
  package var asAdded: LineDifference {
    LineDifference(lineNumber: lineNumber, old: [], new: lines)
  }

  /// Where nothing stands any more.
  package var asRemoved: LineDifference {
    LineDifference(lineNumber: lineNumber, old: lines, new: [])
  }

  private var bytes: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

  private static func entry(_ id: ID, in file: SourceFile) -> DocumentNode? {
    let root = YAMLDocument(file, limits: .standard).root
    for key in ["rules", "exceptions"] {
      guard case .list(let entries)? = root?.member(key)?.content else { continue }
      if let entry = entries.first(where: { $0.hasID(id) }) { return entry }
    }
    return nil
  }
}
