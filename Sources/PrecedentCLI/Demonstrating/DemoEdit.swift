import Diagnostics
import Foundation

/// One edit of a file of the template.
struct DemoEdit {
  let subject: String
  let file: String
  let old: String
  let new: String

  /// Replaces the text, which must stand in the file exactly once.
  func apply(in folder: String) throws {
    let path = URL(fileURLWithPath: folder + "/" + file)
    let text: String
    do { text = try String(contentsOf: path, encoding: .utf8) } catch {
      throw CommandFailure(stale)
    }
    let parts = text.components(separatedBy: old)
    guard parts.count == 2 else { throw CommandFailure(stale) }
    do { try Data((parts[0] + new + parts[1]).utf8).write(to: path) } catch {
      throw WriteFailure(path: file, reason: error.localizedDescription)
    }
  }

  /// The lines that differ, as a reader of a pull request sees them.
  var shownDifference: String {
    let oldLines = old.split(separator: "\n")
    let newLines = new.split(separator: "\n")
    let difference = newLines.difference(from: oldLines)
    let removed = difference.removals.map { Self.line("-", $0) }
    let added = difference.insertions.map { Self.line("+", $0) }
    return (["    \(file)"] + removed + added).joined(separator: "\n")
  }

  private static func line(
    _ sign: String, _ change: CollectionDifference<Substring>.Change
  ) -> String {
    switch change {
    case .insert(_, let text, _), .remove(_, let text, _):
      "    \(sign) \(text.drop { $0 == " " })"
    }
  }

  private var stale: Diagnostic {
    Diagnostic(
      code: "template-changed",
      message: "the demonstration does not fit the template: `\(file)` has changed",
      help: "use the template that came with this version of Precedent")
  }
}
