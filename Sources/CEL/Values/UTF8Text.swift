/// A string that is equal only to the same UTF-8 bytes and sorts by them.
///
/// Swift's own comparison holds canonically equivalent strings equal; the language does not
/// (CEL spec, "Equality": no normalisation).
struct UTF8Text: Hashable, Comparable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: UTF8Text, right: UTF8Text) -> Bool {
    left.text.hasSameUTF8(as: right.text)
  }

  static func < (left: UTF8Text, right: UTF8Text) -> Bool {
    left.text.precedesInUTF8(right.text)
  }

  func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension String {
  /// Whether both are the same bytes.
  /// - Complexity: O(length).
  package func hasSameUTF8(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    if utf8Span.isKnownASCII { return self == other }
    return utf8.elementsEqual(other.utf8)
  }

  /// Whether this sorts before another by UTF-8 bytes.
  /// - Complexity: O(length).
  package func precedesInUTF8(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension String {
  /// Whether another string's bytes are somewhere in this.
  /// - Complexity: O(length of this x length of the other) at worst.
  package func containsUTF8(_ other: String) -> Bool {
    var haystack = self
    var needle = other
    return haystack.withUTF8 { text in
      needle.withUTF8 { part in
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
          if text[start...].starts(with: part) { return true }
        }
        return false
      }
    }
  }
}
