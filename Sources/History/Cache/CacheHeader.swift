import CColumns

/// The first bytes of every file of the cache.
///
/// Numbers are in the machine's own order of bytes and width: a file is for the machine that wrote
/// it.
struct CacheHeader: Equatable {
  /// What a file holds.
  enum Kind: UInt32, CaseIterable {
    case columns = 1
    case attachment = 2
  }

  var kind: Kind
  /// Where the table of contents starts: three numbers for each section.
  var tableOffset: Int
  var sectionCount: Int
  /// Of the whole file.
  var byteCount: Int
  var tableChecksum: UInt32

  static let headerByteCount = 64
  /// Of a section: where it starts, its bytes, its checksum.
  static let numbersPerSection = 3
  /// At which sections start.
  static let alignment = 64
  /// To be raised whenever what a file means changes.
  static let version: UInt32 = 1

  private static let magic: UInt64 = 0x0A1A_5445_4443_5250
  private static let order: UInt32 = 0x0102_0304
  private static let checkedByteCount = 60

  var bytes: [UInt8] {
    var words: [UInt32] = []
    words.append(UInt32(truncatingIfNeeded: Self.magic))
    words.append(UInt32(truncatingIfNeeded: Self.magic >> 32))
    words += [Self.order, Self.version, kind.rawValue, UInt32(Int.bitWidth)]
    for number in [tableOffset, sectionCount, byteCount] {
      let number = UInt64(number)
      words.append(UInt32(truncatingIfNeeded: number))
      words.append(UInt32(truncatingIfNeeded: number >> 32))
    }
    words += [tableChecksum, 0, 0]
    let checked = words.withUnsafeBytes { Array($0) }
    words.append(Checksum.of(checked))
    return words.withUnsafeBytes { Array($0) }
  }

  init(
    kind: Kind, tableOffset: Int, sectionCount: Int, byteCount: Int, tableChecksum: UInt32
  ) {
    self.kind = kind
    self.tableOffset = tableOffset
    self.sectionCount = sectionCount
    self.byteCount = byteCount
    self.tableChecksum = tableChecksum
  }

  /// Nil for what this program, on this machine, has not written.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.headerByteCount else { return nil }
    func word(_ index: Int) -> UInt32 {
      bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
    }
    func number(_ index: Int) -> Int? {
      Int(exactly: UInt64(word(index)) | UInt64(word(index + 1)) << 32)
    }
    let checked = UnsafeRawBufferPointer(rebasing: bytes[..<Self.checkedByteCount])
    guard UInt64(word(0)) | UInt64(word(1)) << 32 == Self.magic, word(2) == Self.order,
      word(3) == Self.version, let kind = Kind(rawValue: word(4)), word(5) == UInt32(Int.bitWidth),
      word(15) == Checksum.of(checked), let tableOffset = number(6), let sectionCount = number(8),
      let byteCount = number(10)
    else { return nil }
    self.init(
      kind: kind, tableOffset: tableOffset, sectionCount: sectionCount, byteCount: byteCount,
      tableChecksum: word(12))
  }
}

/// CRC-32C.
enum Checksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    ccol_crc32c(0, bytes.baseAddress, bytes.count)
  }

  static func of(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { of($0) } }
}
