/// Requests that entries decided first, sorted by the hash of their ids, in one block of bytes.
///
/// A row is 16 bytes of the hash of the id, the hash of the request's digest, and the index of the
/// entry, 8 bytes.
struct RequestTable: Sendable, Hashable {
  static let rowByteCount = 56
  private static let keyByteCount = 16

  /// The rows, one behind the other.
  private(set) var bytes: [UInt8]

  var count: Int { bytes.count / Self.rowByteCount }

  /// A table of requests by their ids.
  init(_ requests: [String: DecidedRequest]) {
    let rows = requests.map { (key: RequestKey($0.key), request: $0.value) }
      .sorted { $0.key < $1.key }
    bytes = []
    bytes.reserveCapacity(rows.count * Self.rowByteCount)
    for row in rows {
      bytes += row.key.high.bigEndianBytes + row.key.low.bigEndianBytes
      bytes += row.request.digest.bytes
      bytes += UInt64(row.request.index).bigEndianBytes
    }
  }

  /// A table that was written down; nil for bytes that are no whole rows.
  init?(bytes: [UInt8]) {
    guard bytes.count.isMultiple(of: Self.rowByteCount) else { return nil }
    self.bytes = bytes
  }

  /// What was decided about a request; nil where it is not in the table.
  /// - Complexity: O(log count).
  func request(_ key: RequestKey) -> DecidedRequest? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self.key(ofRow: middle) < key { low = middle + 1 } else { high = middle }
    }
    guard low < count, self.key(ofRow: low) == key else { return nil }
    let start = low * Self.rowByteCount + Self.keyByteCount
    let end = start + MerkleHash.byteCount
    guard let digest = MerkleHash(bytes: Array(bytes[start..<end])),
      let index = Int(exactly: word(at: end))
    else { return nil }
    return DecidedRequest(digest: digest, index: index)
  }

  /// The rows of both tables.
  /// - Complexity: O(rows of both).
  func merged(with other: RequestTable) -> RequestTable {
    var merged = self
    merged.bytes = []
    merged.bytes.reserveCapacity(bytes.count + other.bytes.count)
    var (own, others) = (0, 0)
    while own < count, others < other.count {
      if key(ofRow: own) < other.key(ofRow: others) {
        merged.bytes += row(own)
        own += 1
      } else {
        merged.bytes += other.row(others)
        others += 1
      }
    }
    merged.bytes += bytes[(own * Self.rowByteCount)...]
    merged.bytes += other.bytes[(others * Self.rowByteCount)...]
    return merged
  }

  private func row(_ number: Int) -> ArraySlice<UInt8> {
    bytes[(number * Self.rowByteCount)..<((number + 1) * Self.rowByteCount)]
  }

  private func key(ofRow number: Int) -> RequestKey {
    let start = number * Self.rowByteCount
    return RequestKey(high: word(at: start), low: word(at: start + UInt64.byteCount))
  }

  private func word(at start: Int) -> UInt64 {
    bytes[start..<(start + UInt64.byteCount)].reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// A request that has been decided.
struct DecidedRequest: Sendable, Hashable {
  /// A hash of the text of its digest.
  let digest: MerkleHash
  /// Of the entry that decided it first.
  let index: Int

  init(digest: MerkleHash, index: Int) {
    self.digest = digest
    self.index = index
  }

  /// - Parameter digest: as the record has it.
  init(digest: String, index: Int) {
    self.init(digest: .digest(of: Array(digest.utf8)), index: index)
  }
}

/// What stands for the id of a request: the first 16 bytes of its SHA-256. Two ids that share them
/// are taken for one, and the second is refused.
struct RequestKey: Sendable, Hashable, Comparable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  init(_ id: String) {
    let hash = MerkleHash.digest(of: Array(id.utf8)).bytes
    let words = [hash[..<UInt64.byteCount], hash[UInt64.byteCount..<(2 * UInt64.byteCount)]].map {
      $0.reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.init(high: words[0], low: words[1])
  }

  static func < (left: RequestKey, right: RequestKey) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension UInt64 {
  fileprivate static let byteCount = 8

  fileprivate var bigEndianBytes: [UInt8] {
    (0..<Self.byteCount).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) }
  }
}
