import CZstd
import PolicyCore
import Synchronization

/// Lines of compressed sources, which are kept compressed in the entry.
enum KeptLines {
  /// Fast: they are only looked at for a few rows.
  private static let level: Int32 = 1

  /// Nil when there is no memory.
  static func compress(_ text: [UInt8]) -> [UInt8]? {
    let bound = ZSTD_compressBound(text.count)
    var size = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      size = ZSTD_compress(buffer.baseAddress, bound, text, text.count, level)
      count = ZSTD_isError(size) == 0 ? size : 0
    }
    return ZSTD_isError(size) == 0 ? bytes : nil
  }

  /// The text, and behind it so many bytes as a parser asks for; nil where it is not that.
  static func decompress(
    _ bytes: UnsafeBufferPointer<UInt8>, byteCount: Int, padding: Int
  ) -> [UInt8]? {
    guard ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count) == UInt64(byteCount) else {
      return nil
    }
    var size = 0
    let text = [UInt8](unsafeUninitializedCapacity: byteCount + padding) { buffer, count in
      size = ZSTD_decompress(buffer.baseAddress, byteCount, bytes.baseAddress, bytes.count)
      for index in byteCount..<(byteCount + padding) { buffer[index] = 0 }
      count = byteCount + padding
      if ZSTD_isError(size) != 0 || size != byteCount { count = 0 }
    }
    return size == byteCount && !text.isEmpty ? text : nil
  }
}

/// The lines that were decompressed last.
final class KeptLinesMemory: Sendable {
  private struct Text {
    let section: Int
    let bytes: [UInt8]
  }

  private let texts = Mutex<[Text]>([])
  private static let greatestCount = 4

  func text(
    of section: Int, make: () throws(HistoryError) -> [UInt8]
  ) throws(HistoryError) -> [UInt8] {
    let found = texts.withLock { texts in texts.first { $0.section == section }?.bytes }
    if let found { return found }
    let bytes = try make()
    texts.withLock { texts in
      texts.append(Text(section: section, bytes: bytes))
      if texts.count > Self.greatestCount { texts.removeFirst() }
    }
    return bytes
  }
}
