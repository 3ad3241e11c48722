/// Numbers as JSON writes them (RFC 8259, section 6).
enum JSONNumber {
  /// Whether a text is a JSON number.
  static func isValid(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = takeDigits(&rest)
    guard whole.count == 1 || (whole.count > 1 && whole.first != UInt8(ascii: "0")) else {
      return false
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if takeDigits(&rest).isEmpty { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      if takeDigits(&rest).isEmpty { return false }
    }
    return rest.isEmpty
  }

  /// The value: an integer where it is whole and exact, else a double; nil for no number, for an
  /// integer beyond ±(2^53-1) and for what is too large for a double.
  static func value(_ text: String) -> JSONValue? {
    guard isValid(text), let double = Double(text), double.isFinite else { return nil }
    if let integer = Int64(text) {
      return integer.magnitude <= JSONValue.greatestInteger.magnitude ? .integer(integer) : nil
    }
    if let integer = Int64(exactly: double),
      integer.magnitude <= JSONValue.greatestInteger.magnitude
    {
      return .integer(integer)
    }
    let isWhole = !text.utf8.contains { [0x2E, 0x65, 0x45].contains($0) }
    return isWhole ? nil : .double(double)
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest[digits.endIndex...]
    return digits
  }
}
