import CEL

// Swift holds canonically equivalent strings equal: the Kelvin sign is then a K, and `é` may be
// written in two ways. Policies and requests compare UTF-8 bytes (design document, section 2).

extension Hasher {
  /// Feeds a string as `hasSameUTF8` compares it.
  mutating func combine(utf8Of text: String) {
    var text = text
    text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
    // No byte of UTF-8: where one string ends and the next starts makes a difference.
    combine(0xFF as UInt8)
  }
}

extension Dictionary where Key == String {
  /// The value of a key of the same bytes.
  /// - Complexity: O(1).
  package func value(named name: String) -> Value? {
    guard let index = index(forKey: name), self[index].key.hasSameUTF8(as: name) else { return nil }
    return self[index].value
  }
}

extension RawRepresentable where RawValue == String, Self: CaseIterable {
  /// The case that is written with the same bytes.
  package init?(exactly text: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue.hasSameUTF8(as: text) })
    else { return nil }
    self = found
  }
}
