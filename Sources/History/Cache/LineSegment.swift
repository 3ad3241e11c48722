/// Some rows of a group whose lines stand in one file.
struct LineSegment {
  /// In the group.
  var firstRow: Int
  var source: Int
  /// Where offsets count from, in the file or in the lines that are kept.
  var offset = 0
  /// From which lines are counted.
  var line = 0
  var hasByteOrderMark = false
  /// What there is instead of a line.
  var entry: UnreadableReason?
  /// The section with its lines, compressed, where they cannot be read from the file.
  var lines: (section: Int, byteCount: Int)?

  static let wordCount = 9

  /// Nil where there is no form for what it says.
  var words: [Int64]? {
    var reason = (form: 0, value: 0)
    if let entry {
      guard let form = entry.form else { return nil }
      reason = form
    }
    return [
      firstRow, source, offset, line, hasByteOrderMark ? 1 : 0, reason.form, reason.value,
      lines?.section ?? -1, lines?.byteCount ?? 0,
    ].map { Int64($0) }
  }

  init(firstRow: Int, source: Int) {
    self.firstRow = firstRow
    self.source = source
  }

  /// Nil for numbers that mean nothing.
  init?(_ words: some RandomAccessCollection<Int64>) {
    let numbers = words.compactMap { Int(exactly: $0) }
    guard numbers.count == Self.wordCount, numbers[0] >= 0, numbers[1] >= 0, numbers[2] >= 0,
      numbers[3] >= 0, numbers[8] >= 0, numbers[2] <= Int.max / 2, numbers[3] <= Int.max / 2
    else { return nil }
    firstRow = numbers[0]
    source = numbers[1]
    offset = numbers[2]
    line = numbers[3]
    hasByteOrderMark = numbers[4] == 1
    if numbers[5] != 0 {
      guard let reason = UnreadableReason(form: numbers[5], value: numbers[6]) else { return nil }
      entry = reason
    }
    lines = numbers[7] < 0 ? nil : (numbers[7], numbers[8])
  }
}

extension UnreadableReason {
  /// As numbers; nil for those that only a line has.
  fileprivate var form: (form: Int, value: Int)? {
    switch self {
    case .lineTooLong(let limit): (1, limit)
    case .endsEarly(let format): (2, format.number)
    case .damaged(let format): (3, format.number)
    case .trailingBytes(let format): (4, format.number)
    case .windowTooLarge: (5, 0)
    case .needsDictionary: (6, 0)
    case .gitLFSPointer: (7, 0)
    case .json, .notAnObject, .missingID, .idNotText, .duplicateID: nil
    }
  }

  fileprivate init?(form code: Int, value: Int) {
    let format = CompressedFormat(number: value)
    switch (code, format) {
    case (1, _): self = .lineTooLong(limit: value)
    case (2, let format?): self = .endsEarly(format)
    case (3, let format?): self = .damaged(format)
    case (4, let format?): self = .trailingBytes(format)
    case (5, _): self = .windowTooLarge
    case (6, _): self = .needsDictionary
    case (7, _): self = .gitLFSPointer
    default: return nil
    }
  }
}

extension CompressedFormat {
  fileprivate var number: Int {
    switch self {
    case .gzip: 0
    case .zstd: 1
    }
  }

  fileprivate init?(number: Int) {
    guard let format = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = format
  }
}
