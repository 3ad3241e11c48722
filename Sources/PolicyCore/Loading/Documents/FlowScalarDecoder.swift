/// Decodes plain and quoted scalars (YAML 1.2.2, chapter 7.3), keeping places.
struct FlowScalarDecoder {
  private let bytes: [UInt8]
  private let style: ScalarStyle
  private let end: Int
  private var offset: Int
  private var decoded: DecodedScalar

  /// - Parameter range: with the quotes, where there are any.
  init(bytes: [UInt8], range: Range<Int>, style: ScalarStyle) {
    let quote = style == .plain ? 0 : 1
    let start = min(range.lowerBound + quote, bytes.count)
    self.bytes = bytes
    self.style = style
    offset = start
    end = max(start, range.upperBound - quote)
    decoded = DecodedScalar(origin: start)
  }

  /// The text; of a scalar that libyaml refuses, any text.
  mutating func decode() -> DecodedScalar {
    while offset < end {
      if isBlank(bytes[offset]) || lineBreak(at: offset) != nil {
        takeWhitespace()
      } else if style == .doubleQuoted, bytes[offset] == UInt8(ascii: "\\") {
        takeEscape()
      } else {
        takeCharacter()
      }
    }
    return decoded
  }

  private func lineBreak(at offset: Int) -> LineBreak? {
    LineBreak(bytes, at: offset, end: end)
  }

  private mutating func takeCharacter() {
    let isDoubledQuote =
      style == .singleQuoted && bytes[offset] == UInt8(ascii: "'") && offset + 1 < end
      && bytes[offset + 1] == UInt8(ascii: "'")
    let length = isDoubledQuote ? 2 : 1
    decoded.append(bytes[offset], from: offset..<(offset + length))
    offset += length
  }

  /// Blanks on one line stay; around line breaks they go, and breaks fold (section 6.5).
  private mutating func takeWhitespace() {
    let start = offset
    while offset < end, isBlank(bytes[offset]) { offset += 1 }
    guard let first = lineBreak(at: offset) else {
      for place in start..<offset { decoded.append(bytes[place], from: place..<(place + 1)) }
      return
    }
    offset = first.source.upperBound
    let further = takeFurtherBreaks()
    if !first.folds {
      decoded.append(first)
    } else if further.isEmpty {
      decoded.append(0x20, from: first.source)
    }
    for lineBreak in further { decoded.append(lineBreak) }
  }

  /// The breaks of empty lines, and past the indentation of the line after them.
  private mutating func takeFurtherBreaks() -> [LineBreak] {
    var breaks: [LineBreak] = []
    while offset < end {
      if isBlank(bytes[offset]) {
        offset += 1
      } else if let found = lineBreak(at: offset) {
        breaks.append(found)
        offset = found.source.upperBound
      } else {
        break
      }
    }
    return breaks
  }

  /// Escapes of double-quoted scalars (section 5.7).
  private mutating func takeEscape() {
    let start = offset
    if let escaped = lineBreak(at: offset + 1) {
      offset = escaped.source.upperBound
      for lineBreak in takeFurtherBreaks() { decoded.append(lineBreak) }
      return
    }
    guard offset + 1 < end else {
      offset = end
      return
    }
    let letter = bytes[offset + 1]
    offset += 2
    if let digitCount = Self.hexadecimalDigitCounts[letter] {
      takeHexadecimal(digitCount, from: start)
    } else {
      decoded.append(Self.namedEscapes[letter] ?? [letter], from: start..<offset)
    }
  }

  private mutating func takeHexadecimal(_ digitCount: Int, from start: Int) {
    let digits = String(decoding: bytes[offset..<min(offset + digitCount, end)], as: UTF8.self)
    offset = min(offset + digitCount, end)
    guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { return }
    decoded.append(Array(String(scalar).utf8), from: start..<offset)
  }

  private static let hexadecimalDigitCounts: [UInt8: Int] = [
    UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
  ]

  /// Those that do not stand for themselves.
  private static let namedEscapes: [UInt8: [UInt8]] = [
    UInt8(ascii: "0"): [0x00], UInt8(ascii: "a"): [0x07], UInt8(ascii: "b"): [0x08],
    UInt8(ascii: "t"): [0x09], UInt8(ascii: "n"): [0x0A], UInt8(ascii: "v"): [0x0B],
    UInt8(ascii: "f"): [0x0C], UInt8(ascii: "r"): [0x0D], UInt8(ascii: "e"): [0x1B],
    UInt8(ascii: "N"): [0xC2, 0x85], UInt8(ascii: "_"): [0xC2, 0xA0],
    UInt8(ascii: "L"): [0xE2, 0x80, 0xA8], UInt8(ascii: "P"): [0xE2, 0x80, 0xA9],
  ]
}
