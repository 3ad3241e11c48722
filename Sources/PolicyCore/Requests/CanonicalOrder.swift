import CEL

/// The order of an object's members in canonical JSON: by the UTF-16 code units of their names
/// (RFC 8785 §3.2.3).
struct CanonicalOrder {
  /// The places of the members, in their order.
  let indices: [Int]

  /// A member with the start of its name, which mostly says all.
  private struct Keyed {
    let prefix: UInt64
    let index: Int
  }

  /// - Complexity: O(n log n) in the number of members, O(n) where they are in order.
  init(of members: [JSONObject.Member]) {
    var keyed = members.indices.map {
      Keyed(prefix: members[$0].name.prefixInUTF16, index: $0)
    }
    func precedes(_ left: Keyed, _ right: Keyed) -> Bool {
      left.prefix != right.prefix
        ? left.prefix < right.prefix
        : members[left.index].name.precedesInUTF16(members[right.index].name)
    }
    let isOrdered = keyed.indices.dropFirst().allSatisfy { precedes(keyed[$0 - 1], keyed[$0]) }
    if !isOrdered { keyed.sort(by: precedes) }
    indices = keyed.map(\.index)
  }
}

extension String {
  /// The first bytes as a number: a smaller one is that of a text that sorts before by UTF-16.
  fileprivate var prefixInUTF16: UInt64 {
    var text = self
    return text.withUTF8 { bytes in
      (0..<MemoryLayout<UInt64>.size).reduce(0) { prefix, place in
        prefix << 8 | UInt64(place < bytes.count ? bytes[place].rankInUTF16 : 0)
      }
    }
  }

  /// Whether this sorts before another by UTF-16 code units, found by the bytes of both.
  fileprivate func precedesInUTF16(_ other: String) -> Bool {
    var (left, right) = (self, other)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        let common = Swift.min(left.count, right.count)
        for index in 0..<common where left[index] != right[index] {
          return left[index].rankInUTF16 < right[index].rankInUTF16
        }
        return left.count < right.count
      }
    }
  }
}

extension UInt8 {
  /// UTF-8 sorts like UTF-16 but for characters beyond the first 65,536, which start with F0 to F4:
  /// their surrogates come before U+E000, which starts with EE.
  fileprivate var rankInUTF16: UInt8 {
    switch self {
    case 0xF0...: self - 2
    case 0xEE, 0xEF: self + 5
    default: self
    }
  }
}
