import PolicyCore
import Synchronization

/// Parsers that keep their buffers, for whoever reads lines again: a fresh one costs more than a line.
final class ParserPool: Sendable {
  private let slots: [ParserSlot]
  private let depthLimit: Int

  /// - Parameter count: how many may read at once without a parser of their own.
  init(depthLimit: Int, count: Int = 8) {
    slots = (0..<count).map { _ in ParserSlot(depthLimit: depthLimit) }
    self.depthLimit = depthLimit
  }

  /// Reads the document in a range of bytes.
  /// - Precondition: as many bytes as the parser asks for stand behind it.
  func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Result<JSONValue, JSONError> {
    for slot in slots {
      let result = slot.parser.withLockIfAvailable { $0.parse(bytes, range) }
      if let result { return result }
    }
    var parser = JSONParser(depthLimit: depthLimit)
    return parser.parse(bytes, range)
  }
}

private final class ParserSlot: Sendable {
  let parser: Mutex<JSONParser>

  init(depthLimit: Int) { parser = Mutex(JSONParser(depthLimit: depthLimit)) }
}

extension JSONParser {
  /// Reads the document in a range of bytes.
  /// - Precondition: `padding` bytes after the range are readable.
  fileprivate mutating func parse(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<JSONValue, JSONError> {
    bytes.withUnsafeBufferPointer { bytes in
      do throws(JSONError) {
        return .success(try parse(UnsafeBufferPointer(rebasing: bytes[range])))
      } catch { return .failure(error) }
    }
  }
}
