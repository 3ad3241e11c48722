/// Why a text is not a JSON document that is read the same way by everyone.
package enum JSONFault: Sendable, Hashable {
  /// There is no value at all.
  case empty
  /// Not the grammar of RFC 8259.
  case syntax
  /// The text stops in the middle of a value.
  case endsEarly
  /// A complete value, and then something else.
  case trailingContent
  /// Not UTF-8 (RFC 3629): overlong, a surrogate, beyond U+10FFFF or cut short.
  case invalidUTF8
  /// A byte 0, which no JSON text holds unescaped.
  case nulByte
  /// A byte order mark anywhere but at the very start.
  case byteOrderMark
  /// The same name twice in one object, however it is escaped.
  case duplicateName
  /// A `\uD800` to `\uDFFF` without its other half.
  case loneSurrogate
  /// A whole number beyond ±(2^53-1), however it is written.
  case integerOutOfRange
  /// A number that no double can hold.
  case numberOutOfRange
  /// Nested deeper than the limit.
  case tooDeep(limit: Int)
  /// Longer than the reader can hold.
  case tooLarge

  /// A stable name.
  package var code: String {
    switch self {
    // A line of a history is never empty: blank lines are passed over.
    case .empty, .syntax, .endsEarly: "invalid-json"
    case .trailingContent: "trailing-content"
    case .invalidUTF8: "invalid-utf8"
    case .nulByte: "nul-byte"
    case .byteOrderMark: "byte-order-mark"
    case .duplicateName: "duplicate-name"
    case .loneSurrogate: "lone-surrogate"
    case .integerOutOfRange: "integer-out-of-range"
    case .numberOutOfRange: "number-out-of-range"
    case .tooDeep: "too-deep"
    case .tooLarge: "document-too-large"
    }
  }

  /// A sentence fragment for people.
  package var message: String {
    switch self {
    case .empty: "no JSON value"
    case .syntax: "not valid JSON"
    case .endsEarly: "not valid JSON: it ends too early"
    case .trailingContent: "more text after the end of the JSON value"
    case .invalidUTF8: "not valid UTF-8"
    case .nulByte: "a NUL byte"
    case .byteOrderMark: "a byte order mark inside the text"
    case .duplicateName: "the same name twice in one object"
    case .loneSurrogate: "half of a surrogate pair"
    case .integerOutOfRange: "integer beyond ±(2^53-1)"
    case .numberOutOfRange: "number out of range"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .tooLarge: "too large to be read"
    }
  }

  /// What to do about it.
  package var help: String? {
    switch self {
    case .duplicateName: "keep one of them: which one counts differs from reader to reader"
    case .integerOutOfRange: "write it as text, in quotes"
    case .trailingContent: "take away what follows, or put every record on a line of its own"
    case .endsEarly: "see whether it was cut off, or a quote or bracket is not closed"
    case .invalidUTF8: "write the file in UTF-8"
    case .empty, .syntax, .nulByte, .byteOrderMark, .loneSurrogate, .numberOutOfRange, .tooDeep,
      .tooLarge:
      nil
    }
  }
}

/// A JSON document that was refused, and where.
package struct JSONError: Error, Sendable, Hashable {
  /// What is wrong.
  package var fault: JSONFault
  /// The byte at which it went wrong; nil when no single byte is to blame.
  package var utf8Offset: Int?

  /// Makes an error.
  package init(_ fault: JSONFault, utf8Offset: Int?) {
    self.fault = fault
    self.utf8Offset = utf8Offset
  }
}
