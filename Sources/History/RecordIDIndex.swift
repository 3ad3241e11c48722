import Crypto

/// The ids of all records so far, each with the line it was first seen on, in 16 bytes a slot.
///
/// An id is kept as the first 96 bits of its SHA-256, not as text: ten million ids take 256 MiB,
/// and for a moment, while the table is doubled, half as much again.
/// Two different ids of ten million share these bits with a probability of 10^14 / 2^97, less than
/// one in 10^15; and whoever writes a history cannot make two such ids with less than 2^48 hashes.
/// Should it happen, a good record is reported as a duplicate: it fails closed.
struct RecordIDIndex {
  private struct Slot {
    var high: UInt64 = 0
    var low: UInt32 = 0
    /// 0 in an empty slot.
    var line: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private(set) var count = 0

  /// The line on which the id was seen before; nil, and remembered, when it was not.
  /// - Precondition: lines are counted from 1.
  mutating func insert(_ id: String, line: UInt32) -> UInt32? {
    let slot = makeSlot(id, line: line)
    let index = self.index(of: slot)
    if slots[index].line != 0 { return slots[index].line }
    slots[index] = slot
    count += 1
    if count * 4 > slots.count * 3 { grow() }
    return nil
  }

  private func makeSlot(_ id: String, line: UInt32) -> Slot {
    var hash = SHA256()
    var id = id
    id.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    return hash.finalize().withUnsafeBytes { digest in
      Slot(
        high: digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        low: digest.loadUnaligned(fromByteOffset: 8, as: UInt32.self), line: line)
    }
  }

  /// Where the id is, or the free slot where it belongs (linear probing).
  private func index(of slot: Slot) -> Int {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: slot.high) & mask
    while slots[index].line != 0 {
      if slots[index].high == slot.high, slots[index].low == slot.low { return index }
      index = (index + 1) & mask
    }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.line != 0 { slots[index(of: slot)] = slot }
  }
}
