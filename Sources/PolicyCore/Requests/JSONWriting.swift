extension JSONValue {
  /// RFC 8785 canonical JSON: the bytes over which digests are made.
  ///
  /// Members are sorted by UTF-16 code units, numbers are written as ECMAScript does, there is no
  /// white space.
  /// - Complexity: O(n log n) in the number of members.
  package var canonicalBytes: [UInt8] {
    var writer = JSONWriter(layout: .canonical)
    writer.write(self)
    return writer.bytes.array
  }

  /// JSON for people: two spaces an indent, members as ordered here, a line break at the end.
  package var prettyText: String {
    var writer = JSONWriter(layout: .pretty)
    writer.write(self)
    return writer.bytes.text + "\n"
  }

  /// JSON on one line, members as ordered here, without a line break.
  package var lineText: String {
    var writer = JSONWriter(layout: .line)
    writer.write(self)
    return writer.bytes.text
  }
}

/// Writes JSON values as bytes.
struct JSONWriter: ~Copyable {
  enum Layout { case canonical, pretty, line }

  let layout: Layout
  private(set) var bytes = ByteBuffer()
  private var depth = 0

  init(layout: Layout) { self.layout = layout }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(bool ? "true" : "false")
    case .integer(let integer): bytes.append(String(integer))
    case .double(let double): bytes.append(ECMAScriptNumber.text(of: double))
    case .string(let text): write(text)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  private mutating func write(_ elements: [JSONValue]) {
    guard !elements.isEmpty else { return append("[]") }
    append("[")
    depth += 1
    for index in elements.indices {
      separate(isFirst: index == 0)
      write(elements[index])
    }
    close("]")
  }

  private mutating func write(_ object: JSONObject) {
    guard !object.members.isEmpty else { return append("{}") }
    append("{")
    depth += 1
    if layout == .canonical {
      let order = CanonicalOrder(of: object.members)
      for (place, index) in order.indices.enumerated() {
        write(object.members[index], isFirst: place == 0)
      }
    } else {
      for index in object.members.indices {
        write(object.members[index], isFirst: index == 0)
      }
    }
    close("}")
  }

  private mutating func write(_ member: JSONObject.Member, isFirst: Bool) {
    separate(isFirst: isFirst)
    write(member.name)
    append(layout == .pretty ? ": " : ":")
    write(member.value)
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { append(",") }
    breakLine()
  }

  private mutating func close(_ bracket: StaticString) {
    depth -= 1
    breakLine()
    append(bracket)
  }

  private mutating func breakLine() {
    guard layout == .pretty else { return }
    append("\n")
    for _ in 0..<depth { append("  ") }
  }

  /// What needs no escape is copied in one piece.
  private mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { text in
      var start = 0
      while true {
        let end = Self.endOfPlain(text, from: start)
        bytes.append(UnsafeBufferPointer(rebasing: text[start..<end]))
        guard end < text.count else { break }
        escape(text[end])
        start = end + 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The place of the next byte that needs an escape; the end where none does. Eight bytes at a time,
  /// because most texts have none.
  private static func endOfPlain(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let wordSize = MemoryLayout<UInt64>.size
    let raw = UnsafeRawBufferPointer(text)
    var end = start
    while text.count - end >= wordSize,
      !needsEscape(raw.loadUnaligned(fromByteOffset: end, as: UInt64.self))
    {
      end += wordSize
    }
    while end < text.count, !needsEscape(text[end]) { end += 1 }
    return end
  }

  /// Whether any of eight bytes does: a byte below a bound borrows into its highest bit.
  private static func needsEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highest = ones << 7
    func hasByte(of word: UInt64, below bound: UInt64) -> Bool {
      (word &- ones &* bound) & ~word & highest != 0
    }
    return hasByte(of: word, below: 0x20)
      || hasByte(of: word ^ ones &* UInt64(UInt8(ascii: "\"")), below: 1)
      || hasByte(of: word ^ ones &* UInt64(UInt8(ascii: "\\")), below: 1)
  }

  /// Only what RFC 8785 §3.2.2.2 asks is escaped.
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    default:
      append("\\u00")
      bytes.append(Hexadecimal.text(of: [byte]))
    }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append($0) }
  }
}
