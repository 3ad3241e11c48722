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

  /// The edit as a reader of a pull request sees it.
  var shownDifference: String {
    let removed = old.split(separator: "\n").map { "    - \($0.drop { $0 == " " })" }
    let added = new.split(separator: "\n").map { "    + \($0.drop { $0 == " " })" }
    return (["  \(file)"] + removed + added).joined(separator: "\n")
  }

  private var stale: Diagnostic {
    Diagnostic(
      code: "template-changed",
      message: "the demonstration does not fit the template: `\(file)` has changed",
      help: "use the template that came with this version of Precedent")
  }
}
