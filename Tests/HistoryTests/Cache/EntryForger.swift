/// Changes files of the cache, and makes their checksums right again.
struct EntryForger {
  let tableOffset: Int
  private let bytes: [UInt8]
  private let sectionCount: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tableOffset = Self.number(bytes, at: 24)
    sectionCount = Self.number(bytes, at: 32)
  }

  /// With a byte of a section changed.
  func forged(_ index: Int, _ mask: UInt8) -> [UInt8] {
    var forged = bytes
    forged[index] ^= mask
    for section in 0..<sectionCount {
      let place = tableOffset + section * 24
      let offset = Self.number(bytes, at: place)
      let count = Self.number(bytes, at: place + 8)
      guard (offset..<offset + count).contains(index) else { continue }
      Self.put(Self.checksum(forged[offset..<offset + count]), at: place + 16, of: &forged)
    }
    let table = forged[tableOffset..<tableOffset + sectionCount * 24]
    Self.put(Self.checksum(table), at: 48, of: &forged)
    return Self.sealed(forged)
  }

  /// With the checksum of its header.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var sealed = bytes
    put(checksum(sealed[..<60]), at: 60, of: &sealed)
    return sealed
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func put(_ number: UInt32, at offset: Int, of bytes: inout [UInt8]) {
    for place in 0..<4 { bytes[offset + place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
  }

  /// CRC-32C, bit by bit.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
    }
    return ~crc
  }
}
