/// Says which fault of a refused text is the first, and where.
///
/// simdjson decides what is valid; it does not say where a text goes wrong. This second look is
/// taken at refused texts only, byte by byte after the grammar of RFC 8259.
struct JSONFaultFinder {
  private let text: UnsafeBufferPointer<UInt8>
  private let depthLimit: Int
  private var offset = 0

  /// The first fault; nil when the text is valid after all.
  static func firstFault(
    in text: UnsafeBufferPointer<UInt8>, depthLimit: Int
  ) -> JSONError? {
    var finder = JSONFaultFinder(text: text, depthLimit: depthLimit)
    do throws(JSONError) {
      try finder.document()
      return nil
    } catch { return error }
  }

  private init(text: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    self.text = text
    self.depthLimit = depthLimit
  }

  private mutating func document() throws(JSONError) {
    skipWhiteSpace()
    if offset == text.count { throw JSONError(.empty, utf8Offset: nil) }
    try value(depth: 0)
    skipWhiteSpace()
    if offset < text.count { throw unexpected(.trailingContent) }
  }

  // MARK: - Values

  /// Recursion is bounded by the depth limit.
  private mutating func value(depth: Int) throws(JSONError) {
    switch peek {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case UInt8(ascii: "-")?, .some(UInt8(ascii: "0")...UInt8(ascii: "9")): try number()
    default: throw unexpected(.syntax)
    }
  }

  private mutating func object(depth: Int) throws(JSONError) {
    try open(depth: depth)
    var names: Set<[UInt8]> = []
    if take("}") { return }
    repeat {
      skipWhiteSpace()
      let start = offset
      guard peek == UInt8(ascii: "\"") else { throw unexpected(.syntax) }
      guard names.insert(try string()).inserted else {
        throw JSONError(.duplicateName, utf8Offset: start)
      }
      guard take(":") else { throw unexpected(.syntax) }
      skipWhiteSpace()
      try value(depth: depth + 1)
    } while take(",")
    guard take("}") else { throw unexpected(.syntax) }
  }

  private mutating func array(depth: Int) throws(JSONError) {
    try open(depth: depth)
    if take("]") { return }
    repeat {
      skipWhiteSpace()
      try value(depth: depth + 1)
    } while take(",")
    guard take("]") else { throw unexpected(.syntax) }
  }

  private mutating func open(depth: Int) throws(JSONError) {
    guard depth < depthLimit else {
      throw JSONError(.tooDeep(limit: depthLimit), utf8Offset: offset)
    }
    offset += 1
  }

  private mutating func literal(_ word: StaticString) throws(JSONError) {
    for index in 0..<word.utf8CodeUnitCount {
      guard peek == word.utf8Start[index] else { throw unexpected(.syntax) }
      offset += 1
    }
    try endOfScalar()
  }

  /// RFC 8259 section 6.
  private mutating func number() throws(JSONError) {
    let start = offset
    if peek == UInt8(ascii: "-") { offset += 1 }
    if peek == UInt8(ascii: "0") { offset += 1 } else { try digits() }
    let isWhole = peek != UInt8(ascii: ".") && !isExponent(peek)
    if peek == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if isExponent(peek) {
      offset += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    try endOfScalar()
    try checkRange(start, isWhole: isWhole)
  }

  private func checkRange(_ start: Int, isWhole: Bool) throws(JSONError) {
    let digits = String(decoding: text[start..<offset], as: UTF8.self)
    let value = Double(digits) ?? .infinity
    let beyond = Double(JSONFaultFinder.firstInexact)
    if value.isInfinite, !isWhole { throw JSONError(.numberOutOfRange, utf8Offset: start) }
    if value.magnitude >= beyond { throw JSONError(.integerOutOfRange, utf8Offset: start) }
  }

  /// 2^53: from here on doubles are whole, and neighbours fall together.
  private static let firstInexact: Int64 = 1 << 53

  private func isExponent(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    if offset == start { throw unexpected(.syntax) }
  }

  /// After a number or a word comes white space, a separator or the end.
  private func endOfScalar() throws(JSONError) {
    switch peek {
    case nil, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: " "),
      UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      return
    case .some(let byte) where "{[\":".utf8.contains(byte): return
    default: throw unexpected(.syntax)
    }
  }

  // MARK: - Strings

  /// The bytes a string stands for.
  private mutating func string() throws(JSONError) -> [UInt8] {
    offset += 1
    var decoded: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return decoded
      case UInt8(ascii: "\\"): try escape(into: &decoded)
      case 0..<0x20: throw unexpected(.syntax)
      case 0x20..<0x80:
        decoded.append(byte)
        offset += 1
      default: try multiByte(into: &decoded)
      }
    }
    throw unexpected(.syntax)
  }

  private mutating func multiByte(into decoded: inout [UInt8]) throws(JSONError) {
    let length = scalarLength
    if length == 0 { throw JSONError(.invalidUTF8, utf8Offset: offset) }
    decoded.append(contentsOf: text[offset..<offset + length])
    offset += length
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(JSONError) {
    let start = offset
    offset += 1
    guard let byte = peek else { throw unexpected(.syntax) }
    let plain: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    if let meaning = plain[byte] {
      decoded.append(meaning)
      offset += 1
    } else if byte == UInt8(ascii: "u") {
      decoded.append(contentsOf: Array(String(try escapedScalar(start)).utf8))
    } else {
      throw unexpected(.syntax)
    }
  }

  /// RFC 8259 section 7: beyond the basic plane two escapes make one scalar.
  private mutating func escapedScalar(_ start: Int) throws(JSONError) -> Unicode.Scalar {
    offset += 1
    let high = try fourDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), peek == UInt8(ascii: "\\"),
      offset + 1 < text.count, text[offset + 1] == UInt8(ascii: "u")
    else { throw JSONError(.loneSurrogate, utf8Offset: start) }
    offset += 2
    let low = try fourDigits()
    let lowHalves: Range<UInt32> = 0xDC00..<0xE000
    guard lowHalves.contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00))
    else { throw JSONError(.loneSurrogate, utf8Offset: start) }
    return scalar
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected(.syntax)
      }
      value = value * 16 + UInt32(digit)
      offset += 1
    }
    return value
  }

  // MARK: - Bytes

  private var peek: UInt8? { offset < text.count ? text[offset] : nil }

  private mutating func skipWhiteSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      offset += 1
    }
  }

  /// Passes a separator with the white space before it.
  private mutating func take(_ separator: Unicode.Scalar) -> Bool {
    skipWhiteSpace()
    guard peek == UInt8(ascii: separator) else { return false }
    offset += 1
    return true
  }

  /// The fault of a byte that may not stand here: some bytes may stand nowhere.
  private func unexpected(_ fault: JSONFault) -> JSONError {
    switch peek {
    case nil: JSONError(.endsEarly, utf8Offset: endOfContent)
    case 0: JSONError(.nulByte, utf8Offset: offset)
    case .some(0x80...) where scalarLength == 0: JSONError(.invalidUTF8, utf8Offset: offset)
    case 0xEF where text[offset...].starts(with: [0xEF, 0xBB, 0xBF]):
      JSONError(.byteOrderMark, utf8Offset: offset)
    default: JSONError(fault, utf8Offset: offset)
    }
  }

  /// Where the text ends, without white space after what was read.
  private var endOfContent: Int {
    var end = offset
    while end > 0, [0x20, 0x09, 0x0A, 0x0D].contains(text[end - 1]) { end -= 1 }
    return end
  }

  /// The length of the scalar at the offset, 0 when it is not UTF-8 (Unicode 16, table 3-7).
  private var scalarLength: Int {
    let lead = text[offset]
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      default: (0, 0x80...0xBF)
      }
    guard length > 0, offset + length <= text.count, second.contains(text[offset + 1]) else {
      return 0
    }
    return text[(offset + 2)..<(offset + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
  }
}
