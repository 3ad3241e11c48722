extension String {
  /// Whether two texts are the same bytes.
  ///
  /// Swift's `==` takes canonically equivalent texts for equal: the Kelvin sign is then the letter
  /// K, and one person could answer for another. Names and values compare by UTF-8 bytes.
  /// - Complexity: O(byte count).
  package func hasSameUTF8(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Whether this text sorts before the other by UTF-8 bytes.
  package func precedesInUTF8(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
