import PolicyCore

/// One column of an entry while it is written: codes of many families become those of one.
struct ColumnCoding {
  /// Of the rows of the group that is being filled.
  private(set) var codes: [UInt32] = []
  /// Where the text of each value ends; code 0 stands for absent.
  private(set) var ends: [UInt32] = [0]
  /// The values as JSON, one after the other.
  private(set) var bytes: [UInt8] = []
  private var known: [[UInt8]: UInt32] = [:]
  /// Of families of the reading: what becomes of each code.
  private var translations: [Int: [UInt32]] = [:]

  private static let unknown = UInt32.max
  /// Families of the reading whose codes are remembered: they are few, and old ones do not come
  /// back.
  private static let greatestTranslationCount = 64
  private static let greatestByteCount = 1 << 25

  /// Adds the codes of some rows; false where there is no room for a value.
  mutating func append(_ column: CodedColumn, _ rows: Range<Int>, of group: RowGroup) -> Bool {
    if translations.count > Self.greatestTranslationCount { translations = [:] }
    var translation = translations.removeValue(forKey: column.family) ?? [0]
    let missing = column.values.count - translation.count
    if missing > 0 { translation += repeatElement(Self.unknown, count: missing) }
    var words = column.codes.words(of: rows)
    for row in rows where group.isOdd(row) { words[row - rows.lowerBound] = 0 }
    for index in words.indices {
      let code = Int(words[index])
      if translation[code] == Self.unknown {
        guard let new = self.code(of: column.values[code]) else { return false }
        translation[code] = new
      }
      words[index] = translation[code]
    }
    translations[column.family] = translation
    codes += words
    return true
  }

  private mutating func code(of value: JSONValue?) -> UInt32? {
    guard let value else { return 0 }
    let text = Array(value.lineText.utf8)
    if let code = known[text] { return code }
    guard let code = UInt32(exactly: ends.count), code != Self.unknown,
      let end = UInt32(exactly: bytes.count + text.count)
    else { return nil }
    known[text] = code
    ends.append(end)
    bytes += text
    return code
  }

  /// As wide as they must be.
  func sectionBytes() -> [UInt8] {
    let greatest = codes.max() ?? 0
    if greatest <= UInt8.max { return codes.map { UInt8($0) } }
    if greatest <= UInt16.max { return codes.map { UInt16($0) }.withUnsafeBytes { Array($0) } }
    return codes.withUnsafeBytes { Array($0) }
  }

  mutating func beginGroup() { codes.removeAll(keepingCapacity: true) }

  /// Whether the next group should begin a new family.
  func isFull(_ greatestValueCount: Int) -> Bool {
    ends.count > greatestValueCount || bytes.count > Self.greatestByteCount
  }
}

extension CodedColumn.Codes {
  /// Those of some rows.
  fileprivate func words(of rows: Range<Int>) -> [UInt32] {
    switch self {
    case .bytes(let codes): codes.withElements { $0[rows].map { UInt32($0) } }
    case .shorts(let codes): codes.withElements { $0[rows].map { UInt32($0) } }
    case .words(let codes): codes.withElements { Array($0[rows]) }
    }
  }
}
