import CSimdjson
import Synchronization

/// A stretch of whole lines in memory, shared by the rows that stand in it.
final class LineBlock: Sendable {
  /// The lines, and then at least so many bytes as the parser asks for.
  let bytes: [UInt8]
  /// Where they start in their file; nil where that is compressed.
  let fileOffset: Int?
  private let pool: BlockPool

  init(_ bytes: consuming [UInt8], fileOffset: Int?, pool: BlockPool) {
    self.bytes = bytes
    self.fileOffset = fileOffset
    self.pool = pool
  }

  deinit { pool.keep(bytes) }
}

/// The memory of blocks that nobody needs any more: fresh memory costs more than reading into it.
final class BlockPool: Sendable {
  private let free = Mutex<[[UInt8]]>([])
  /// Of each block, lines and padding.
  private let byteCount: Int
  private let greatestFreeCount: Int

  init(byteCount: Int, greatestFreeCount: Int) {
    self.byteCount = byteCount
    self.greatestFreeCount = greatestFreeCount
  }

  /// Memory with any content, of at least so many bytes.
  func make(atLeast wanted: Int) -> [UInt8] {
    let kept = wanted > byteCount ? nil : free.withLock { $0.popLast() }
    return kept ?? [UInt8](repeating: 0, count: max(wanted, byteCount))
  }

  fileprivate func keep(_ bytes: [UInt8]) {
    guard bytes.count == byteCount else { return }
    free.withLock { free in
      if free.count < greatestFreeCount { free.append(bytes) }
    }
  }
}
