/// Where the parts of a group stand among the sections of an entry, counted from its first.
enum GroupSection: Int, CaseIterable {
  case oddRows, timeSeconds, timeNanoseconds, decidedSeconds, decidedNanoseconds, waits, fates
  case idEnds, ids, places, segments, duplicates

  /// Where the sections of columns start.
  static let columns = Self.allCases.count
}

/// The last sections of an entry, from the end.
enum ClosingSection: Int {
  /// As `EntryDescription`.
  case description = 1
  /// As `StoredGroup.words`, for each group.
  case groups = 2
  /// As `StoredFamily.words`, for each family.
  case families = 3
}

/// A dictionary of an entry.
struct StoredFamily {
  let endsSection: Int
  let bytesSection: Int
  /// Absent is one of them.
  let valueCount: Int

  static let wordCount = 3

  var words: [Int64] { [endsSection, bytesSection, valueCount].map { Int64($0) } }

  init(endsSection: Int, bytesSection: Int, valueCount: Int) {
    self.endsSection = endsSection
    self.bytesSection = bytesSection
    self.valueCount = valueCount
  }

  init?(_ words: some RandomAccessCollection<Int64>) {
    let numbers = words.compactMap { Int(exactly: $0) }
    guard numbers.count == Self.wordCount, numbers[2] >= 1 else { return nil }
    self.init(endsSection: numbers[0], bytesSection: numbers[1], valueCount: numbers[2])
  }
}
