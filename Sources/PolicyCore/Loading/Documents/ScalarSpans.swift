/// Where each byte of a decoded scalar stands in the file, so that a problem inside a condition
/// points at what the user wrote.
///
/// The scalar's text is decoded a second time, by the rules of YAML 1.2.2, chapters 7.3 and 8.1,
/// with libyaml's line breaks; where that does not give libyaml's text, the whole scalar is the
/// answer, which is never wrong.
struct ScalarSpans {
  private let whole: Range<Int>
  private let decoded: DecodedScalar?

  /// - Parameter node: a scalar of a file with these bytes.
  /// - Complexity: O(bytes of the scalar).
  init(of node: DocumentNode, in bytes: [UInt8]) {
    whole = node.range
    guard case .scalar(let scalar) = node.content else {
      decoded = nil
      return
    }
    decoded = Self.decode(scalar, node.range, bytes)
  }

  /// The file's UTF-8 offsets of a range of UTF-8 offsets in the decoded text.
  func fileRange(of range: Range<Int>) -> Range<Int> {
    guard let decoded else { return whole }
    let start = decoded.start(of: range.lowerBound)
    guard range.upperBound > range.lowerBound else { return start..<start }
    return start..<max(start, decoded.end(of: range.upperBound - 1))
  }

  /// Whether every byte of the text is found in the file; false where the whole scalar stands in.
  var isExact: Bool { decoded != nil }

  private static func decode(
    _ scalar: DocumentNode.Scalar, _ range: Range<Int>, _ bytes: [UInt8]
  ) -> DecodedScalar? {
    let expected = Array(scalar.text.utf8)
    switch scalar.style {
    case .plain, .singleQuoted, .doubleQuoted:
      var decoder = FlowScalarDecoder(bytes: bytes, range: range, style: scalar.style)
      let decoded = decoder.decode()
      return decoded.bytes == expected ? decoded : nil
    case .literal, .folded:
      return BlockScalarDecoder(bytes: bytes, range: range, isFolded: scalar.style == .folded)
        .decode(expecting: expected)
    }
  }
}

/// A decoded text; each of its bytes knows the bytes of the file that it stands for.
struct DecodedScalar {
  private(set) var bytes: [UInt8] = []
  private var sources: [Range<Int>] = []
  /// Where the text would begin if it is empty.
  private let origin: Int

  init(origin: Int) { self.origin = origin }

  mutating func append(_ byte: UInt8, from source: Range<Int>) {
    bytes.append(byte)
    sources.append(source)
  }

  mutating func append(_ text: [UInt8], from source: Range<Int>) {
    for byte in text { append(byte, from: source) }
  }

  mutating func append(_ lineBreak: LineBreak) { append(lineBreak.text, from: lineBreak.source) }

  func start(of offset: Int) -> Int {
    offset < sources.count ? sources[max(0, offset)].lowerBound : sources.last?.upperBound ?? origin
  }

  func end(of offset: Int) -> Int {
    offset < sources.count
      ? sources[max(0, offset)].upperBound : sources.last?.upperBound ?? origin
  }
}

/// One line break, in the file and as libyaml gives it: LS and PS stay, all others are a line feed.
struct LineBreak {
  var text: [UInt8]
  var source: Range<Int>

  /// Whether a single one folds to a space.
  var folds: Bool { text == [UInt8(ascii: "\n")] }

  /// The break at an offset, or nil (YAML 1.1, section 4.2, which libyaml follows).
  init?(_ bytes: [UInt8], at offset: Int, end: Int) {
    func byte(_ distance: Int) -> UInt8? {
      offset + distance < end ? bytes[offset + distance] : nil
    }
    switch (byte(0), byte(1), byte(2)) {
    case (0x0D, 0x0A, _): self.init([0x0A], offset..<(offset + 2))
    case (0x0A, _, _), (0x0D, _, _): self.init([0x0A], offset..<(offset + 1))
    case (0xC2, 0x85, _): self.init([0x0A], offset..<(offset + 2))
    case (0xE2, 0x80, 0xA8): self.init([0xE2, 0x80, 0xA8], offset..<(offset + 3))
    case (0xE2, 0x80, 0xA9): self.init([0xE2, 0x80, 0xA9], offset..<(offset + 3))
    default: return nil
    }
  }

  private init(_ text: [UInt8], _ source: Range<Int>) {
    self.text = text
    self.source = source
  }
}

/// Whether a byte is a space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
