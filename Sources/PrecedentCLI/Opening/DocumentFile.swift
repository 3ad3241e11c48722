import Diagnostics
import Foundation
import History
import PolicyCore

/// One JSON document from a file or standard input.
struct DocumentFile {
  let name: String
  let value: JSONValue

  /// Larger than any request; the whole document is in memory.
  private static let greatestByteCount = 4 << 20

  static func read(_ path: String, in environment: CommandEnvironment) throws -> DocumentFile {
    let name = path == "-" ? "<stdin>" : path
    let bytes = try bytes(of: path, named: name, in: environment)
    do throws(JSONError) {
      return DocumentFile(name: name, value: try JSONReader.read(bytes))
    } catch {
      let offset = error.utf8Offset ?? 0
      var place = SourceFile(path: name, bytes: bytes).location(offset..<(offset + 1))
      // A request is personal data: its text is not repeated.
      place.lineText = nil
      throw CommandFailure(
        Diagnostic(
          code: "not-json", message: error.fault.message, location: place, help: error.fault.help))
    }
  }

  private static func bytes(
    of path: String, named name: String, in environment: CommandEnvironment
  ) throws -> [UInt8] {
    let whole =
      path == "-" ? "/dev/fd/\(environment.standardInput)" : environment.absolutePath(path)
    let bytes: [UInt8]?
    do {
      bytes = try read(upTo: greatestByteCount, from: whole)
    } catch {
      throw CommandFailure(
        Diagnostic(
          code: "cannot-read", message: "cannot read `\(name)`: \(error.localizedDescription)",
          help: "check the path and its permissions"))
    }
    guard let bytes else {
      throw CommandFailure(
        Diagnostic(
          code: "too-large", message: "`\(name)` has more than \(greatestByteCount) bytes",
          help: "a history goes to --history, one request at a time to decide"))
    }
    return bytes
  }

  /// The bytes of a file; nil when there are more than the limit.
  private static func read(upTo limit: Int, from path: String) throws -> [UInt8]? {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    let bytes = try handle.read(upToCount: limit + 1) ?? Data()
    return bytes.count > limit ? nil : Array(bytes)
  }

  /// Something wrong with the document as a whole.
  func problem(_ message: String) -> Diagnostic {
    Diagnostic(
      code: "invalid-request", message: message, location: .file(name),
      help: "see schema/request.schema.json of the policy, or `precedent schema request`")
  }
}
