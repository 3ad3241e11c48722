import CSimdjson
package import PolicyCore

/// Reads whole JSON documents, as strictly as the lines of a history.
///
/// White space may stand around the value, and a byte order mark before it (RFC 8259 section 8.1).
/// The reader keeps its buffers: one that is reused is faster than many.
package struct JSONReader: ~Copyable {
  private var parser: JSONParser

  /// Makes a reader; `depthLimit` is how deep objects and arrays may be nested.
  package init(depthLimit: Int = HistoryLimits.standard.depth) {
    parser = JSONParser(depthLimit: HistoryLimits(depth: depthLimit).depth)
  }

  /// Reads one document with a reader of its own.
  package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader()
    return try reader.read(bytes)
  }

  /// Reads one document; its size is for the caller to limit.
  /// - Throws: the first fault of the text, with its offset in `bytes`.
  package mutating func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    let skipped = Self.lengthOfByteOrderMark(bytes)
    let count = bytes.count - skipped
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count + csj_padding())
    defer { memory.deallocate() }
    memory.initialize(repeating: 0)
    _ = memory.update(fromContentsOf: bytes[skipped...])
    do throws(JSONError) {
      return try parser.parse(UnsafeBufferPointer(rebasing: memory[..<count]))
    } catch {
      throw JSONError(error.fault, utf8Offset: error.utf8Offset.map { $0 + skipped })
    }
  }

  /// How many bytes the byte order mark at the start of a text takes, if there is one.
  static func lengthOfByteOrderMark(_ text: some Sequence<UInt8>) -> Int {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return text.starts(with: mark) ? mark.count : 0
  }
}
