import Diagnostics

/// A JSON file as one tree with places (RFC 8259), read strictly: duplicate names are errors.
///
/// simdjson reads histories, but keeps no places and takes duplicate names; this one is for files
/// that people write.
struct JSONDocument {
  /// Nil when the file is no JSON.
  private(set) var root: DocumentNode?
  private(set) var problems: ProblemList

  private let source: SourceFile
  private let limits: LoadingLimits
  private var offset = 0
  private var depth = 0

  private struct Stop: Error {}

  private var bytes: [UInt8] { source.bytes }

  /// Reads a file; all that is wrong with it is in `problems`.
  init(_ source: SourceFile, limits: LoadingLimits) {
    problems = ProblemList(limit: limits.diagnosticCount)
    self.source = source
    self.limits = limits
    offset = source.bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    do throws(Stop) {
      skipWhitespace()
      let value = try readValue()
      skipWhitespace()
      if offset < bytes.count { throw fail("there is more after the end of the value") }
      root = value
    } catch {
      root = nil
    }
  }

  private mutating func readValue() throws(Stop) -> DocumentNode {
    switch peek {
    case UInt8(ascii: "{"): return try nested { reader throws(Stop) in try reader.readObject() }
    case UInt8(ascii: "["): return try nested { reader throws(Stop) in try reader.readArray() }
    case UInt8(ascii: "\""): return try readString()
    default: return try readLiteral()
    }
  }

  private mutating func nested(
    _ read: (inout JSONDocument) throws(Stop) -> DocumentNode
  ) throws(Stop) -> DocumentNode {
    guard depth < limits.depth else {
      report(.tooDeep(limits.depth, at: source.location(offset..<(offset + 1))))
      throw Stop()
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  private mutating func readObject() throws(Stop) -> DocumentNode {
    let start = offset
    var members: [DocumentNode.Member] = []
    var keys: [String: Range<Int>] = [:]
    offset += 1
    try readItems(until: UInt8(ascii: "}")) { reader throws(Stop) in
      guard reader.peek == UInt8(ascii: "\"") else {
        throw reader.fail("a name in double quotes must stand here")
      }
      let name = try reader.readString()
      reader.skipWhitespace()
      try reader.expect(UInt8(ascii: ":"), "a colon must stand here")
      reader.skipWhitespace()
      let value = try reader.readValue()
      guard case .scalar(let scalar) = name.content else { return }
      let key = scalar.text
      if let first = keys[key] {
        reader.report(
          .duplicateKey(key, at: reader.location(name.range), first: reader.location(first)))
        return
      }
      keys[key] = name.range
      members.append(.init(key: key, keyRange: name.range, value: value))
    }
    return DocumentNode(content: .mapping(members), range: start..<offset)
  }

  private mutating func readArray() throws(Stop) -> DocumentNode {
    let start = offset
    var values: [DocumentNode] = []
    offset += 1
    try readItems(until: UInt8(ascii: "]")) { reader throws(Stop) in
      values.append(try reader.readValue())
    }
    return DocumentNode(content: .list(values), range: start..<offset)
  }

  /// Items with commas between them, and the bracket that ends them.
  private mutating func readItems(
    until end: UInt8, _ readItem: (inout JSONDocument) throws(Stop) -> Void
  ) throws(Stop) {
    skipWhitespace()
    if peek == end {
      offset += 1
      return
    }
    while true {
      try readItem(&self)
      skipWhitespace()
      if peek == end {
        offset += 1
        return
      }
      try expect(UInt8(ascii: ","), "a comma or the closing bracket must stand here")
      skipWhitespace()
    }
  }

  /// Numbers and `true`, `false`, `null`; typed by whoever reads them.
  private mutating func readLiteral() throws(Stop) -> DocumentNode {
    let start = offset
    while let byte = peek, isLiteralByte(byte) { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard ["true", "false", "null"].contains(text) || JSONNumber.isValid(text) else {
      offset = start
      throw fail("a JSON value must stand here")
    }
    return DocumentNode(
      content: .scalar(.init(text: text, style: .plain)), range: start..<offset)
  }

  private func isLiteralByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func readString() throws(Stop) -> DocumentNode {
    let start = offset
    var text: [UInt8] = []
    offset += 1
    while true {
      guard let byte = peek else { throw fail("the text is not closed") }
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return DocumentNode(
          content: .scalar(
            .init(text: String(decoding: text, as: UTF8.self), style: .doubleQuoted)),
          range: start..<offset)
      case UInt8(ascii: "\\"): text += Array(try readEscape().utf8)
      case 0..<0x20: throw fail("a control character must be written as an escape")
      default:
        text.append(byte)
        offset += 1
      }
    }
  }

  /// RFC 8259, section 7.
  private mutating func readEscape() throws(Stop) -> String {
    guard offset + 1 < bytes.count else { throw fail("the text is not closed") }
    let letter = bytes[offset + 1]
    if letter == UInt8(ascii: "u") { return try readUnicodeEscape() }
    guard let scalar = Self.escapes[letter] else { throw fail("JSON has no such escape") }
    offset += 2
    return String(scalar)
  }

  /// Characters beyond the first 65,536 are a pair of surrogates; a surrogate alone is nothing.
  private mutating func readUnicodeEscape() throws(Stop) -> String {
    let start = offset
    let high = try readUnit()
    if let scalar = Unicode.Scalar(high) { return String(scalar) }
    if (0xD800..<0xDC00).contains(high), offset + 1 < bytes.count,
      bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
    {
      let low = try readUnit()
      if (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      {
        return String(scalar)
      }
    }
    offset = start
    throw fail("a surrogate without its other half is no character")
  }

  private mutating func readUnit() throws(Stop) -> UInt32 {
    let digits = bytes[min(offset + 2, bytes.count)..<min(offset + 6, bytes.count)]
    guard digits.count == 4,
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-")
    else { throw fail("four hexadecimal digits must follow") }
    offset += 6
    return unit
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
    UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipWhitespace() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
  }

  private mutating func expect(_ byte: UInt8, _ reason: String) throws(Stop) {
    guard peek == byte else { throw fail(reason) }
    offset += 1
  }

  private mutating func fail(_ reason: String) -> Stop {
    var end = min(offset + 1, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    report(.jsonSyntax(reason, at: source.location(offset..<max(offset, end))))
    return Stop()
  }

  private mutating func report(_ diagnostic: Diagnostic) { problems.append(diagnostic) }

  private func location(_ range: Range<Int>) -> SourceLocation {
    problems.hasRoom ? source.location(range) : .file(source.path)
  }
}
