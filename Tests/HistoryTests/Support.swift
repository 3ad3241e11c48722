import Foundation
import History
import PolicyCore

/// What came out of a whole history.
struct Reading: Equatable {
  var records: [RawRecord] = []
  var unreadable: [UnreadableRecord] = []

  /// The `id` of every record.
  var ids: [String] { records.map { $0.value["id"]?.string ?? "?" } }

  /// `line code`, or `line:column code`, of everything unreadable.
  var complaints: [String] {
    unreadable.map { entry in
      let column = entry.column.map { ":\($0)" } ?? ""
      return "\(entry.place.lineNumber)\(column) \(entry.reason.code)"
    }
  }
}

func readAll(
  _ sources: [HistorySource], limits: HistoryLimits = .standard,
  identity: RecordIdentity = .required
) throws -> Reading {
  var reader = HistoryReader(sources: sources, limits: limits, identity: identity)
  var reading = Reading()
  while let item = try reader.next() {
    switch item {
    case .record(let record): reading.records.append(record)
    case .unreadable(let entry): reading.unreadable.append(entry)
    }
  }
  return reading
}

func readAll(_ text: String, limits: HistoryLimits = .standard) throws -> Reading {
  try readAll([.bytes(Array(text.utf8), name: "h.ndjson")], limits: limits)
}

/// A folder that is removed again.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("history-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// Gzip members of stored blocks (RFC 1951 section 3.2.4): what is decoded at a cut is known exactly.
enum StoredGzip {
  static let headerByteCount = 10
  static let blockHeaderByteCount = 5
  static let trailerByteCount = 8

  static func member(_ content: [UInt8]) -> [UInt8] {
    precondition(content.count <= 0xFFFF)
    let size = UInt16(content.count)
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1]
    return header + littleEndian(size) + littleEndian(~size) + content
      + littleEndian(checksum(content)) + littleEndian(UInt32(content.count))
  }

  private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  /// CRC-32 (RFC 1952 section 8), bit by bit.
  private static func checksum(_ content: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in content {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }
}

/// Zstd frames of blocks that are not compressed (RFC 8878 section 3.1.1).
enum StoredZstd {
  static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
  /// No content size, no checksum, a window of 256 KiB.
  private static let frameHeader: [UInt8] = magic + [0x00, 0x40]

  static func frame(_ blocks: [[UInt8]]) -> [UInt8] {
    frameHeader
      + blocks.enumerated().flatMap { index, block in
        blockHeader(isLast: index == blocks.count - 1, type: 0, size: block.count) + block
      }
  }

  /// A block of one byte that is repeated.
  static func bomb(_ byte: UInt8, blockByteCount: Int, blockCount: Int) -> [UInt8] {
    let block = blockHeader(isLast: false, type: 1, size: blockByteCount) + [byte]
    return frameHeader + Array(repeatElement(block, count: blockCount).joined())
      + blockHeader(isLast: true, type: 0, size: 0)
  }

  private static func blockHeader(isLast: Bool, type: Int, size: Int) -> [UInt8] {
    let bits = (isLast ? 1 : 0) | type << 1 | size << 3
    return [UInt8(bits & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits >> 16 & 0xFF)]
  }
}
