import CEL

/// The name of a rule, team, member, gate, or of a subject in a request; compared by UTF-8 bytes.
package struct ID: Sendable, Hashable, Comparable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// As it was written.
  package let text: String

  /// Takes a text as it is; its form is checked where files are read.
  package init(_ text: String) { self.text = text }
  /// An id written in code.
  package init(stringLiteral value: String) { text = value }

  /// The text.
  package var description: String { text }

  package static func == (left: ID, right: ID) -> Bool { left.text.hasSameUTF8(as: right.text) }
  package static func < (left: ID, right: ID) -> Bool { left.text.precedesInUTF8(right.text) }

  package func hash(into hasher: inout Hasher) { hasher.combine(utf8Of: text) }

  /// Whether a text may name something in a policy: `[A-Za-z0-9][A-Za-z0-9._@:/+-]{0,127}`.
  package static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 128 else { return false }
    return isAlphanumeric(first) && text.utf8.allSatisfy { isAlphanumeric($0) || isPunctuation($0) }
  }

  /// The same without ASCII case.
  var foldingCase: ID {
    guard text.utf8.contains(where: { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
      return self
    }
    let bytes = text.utf8.map { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
    return ID(String(decoding: bytes, as: UTF8.self))
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    "._@:/+-".utf8.contains(byte)
  }
}
