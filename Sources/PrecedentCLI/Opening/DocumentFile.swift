import Diagnostics
import Glibc
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

  static func bytes(
    of path: String, named name: String, in environment: CommandEnvironment
  ) throws(CommandFailure) -> [UInt8] {
    guard path != "-" else { return try read(environment.standardInput, named: name) }
    let descriptor = open(environment.absolutePath(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(name) }
    defer { close(descriptor) }
    return try read(descriptor, named: name)
  }

  /// Reads to the end, or one byte more than the limit.
  static func read(
    _ descriptor: Int32, named name: String
  ) throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= greatestByteCount {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(name) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    throw CommandFailure(
      Diagnostic(
        code: "too-large", message: "`\(name)` has more than \(greatestByteCount) bytes",
        help: "a history goes to --history, one request at a time to decide"))
  }

  private static func unreadable(_ name: String) -> CommandFailure {
    CommandFailure(
      Diagnostic(
        code: "cannot-read", message: "cannot read `\(name)`: \(String(cString: strerror(errno)))",
        help: "check the path and its permissions"))
  }

  /// Something wrong with the document as a whole.
  func problem(_ message: String) -> Diagnostic {
    Diagnostic(
      code: InvalidRequest.code, message: message, location: .file(name),
      help: "see schema/request.schema.json of the policy, or `precedent schema request`")
  }
}

extension CommandEnvironment {
  /// Whether a path, as the user gave it, is a file or a pipe.
  func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(absolutePath(path), &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }
}
