extension JSONValue {
  /// RFC 8785 canonical JSON: the bytes over which digests are made.
  ///
  /// Members are sorted by UTF-16 code units, numbers are written as ECMAScript does, there is no
  /// white space.
  /// - Complexity: O(n log n) in the number of members.
  package var canonicalBytes: [UInt8] {
    var writer = JSONWriter(layout: .canonical)
    writer.write(self)
    return writer.bytes
  }

  /// JSON for people: two spaces an indent, members as ordered here, a line break at the end.
  package var prettyText: String {
    var writer = JSONWriter(layout: .pretty)
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  /// JSON on one line, members as ordered here, without a line break.
  package var lineText: String {
    var writer = JSONWriter(layout: .line)
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Writes JSON values as bytes.
struct JSONWriter {
  enum Layout { case canonical, pretty, line }

  let layout: Layout
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  init(layout: Layout) { self.layout = layout }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(bool ? "true" : "false")
    case .integer(let integer): append(String(integer))
    case .double(let double): append(ECMAScriptNumber.text(of: double))
    case .string(let text): write(text)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  private mutating func write(_ elements: [JSONValue]) {
    guard !elements.isEmpty else { return append("[]") }
    append("[")
    depth += 1
    for (index, element) in elements.enumerated() {
      separate(isFirst: index == 0)
      write(element)
    }
    close("]")
  }

  private mutating func write(_ object: JSONObject) {
    guard !object.members.isEmpty else { return append("{}") }
    let members =
      layout == .canonical
      ? object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
      : object.members
    append("{")
    depth += 1
    for (index, member) in members.enumerated() {
      separate(isFirst: index == 0)
      write(member.name)
      append(layout == .pretty ? ": " : ":")
      write(member.value)
    }
    close("}")
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { append(",") }
    breakLine()
  }

  private mutating func close(_ bracket: String) {
    depth -= 1
    breakLine()
    append(bracket)
  }

  private mutating func breakLine() {
    guard layout == .pretty else { return }
    append("\n")
    for _ in 0..<depth { append("  ") }
  }

  /// Only what RFC 8785 §3.2.2.2 asks is escaped.
  private mutating func write(_ text: String) {
    append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0A: append("\\n")
      case 0x0C: append("\\f")
      case 0x0D: append("\\r")
      case 0..<0x20:
        append(byte < 0x10 ? "\\u000" : "\\u00")
        append(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    append("\"")
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
