import CEL

/// A group as the table of an entry has it.
struct StoredGroup {
  let rowCount: Int
  let firstSection: Int
  let times: ClosedRange<Timestamp>?
  let decisions: ClosedRange<Timestamp>?
  /// For each column the number of its dictionary.
  let families: [Int]

  private static let ownWordCount = 12

  static func wordCount(columnCount: Int) -> Int { ownWordCount + columnCount }

  var words: [Int64] {
    [Int64(rowCount), Int64(firstSection)] + Self.words(of: times) + Self.words(of: decisions)
      + families.map { Int64($0) }
  }

  init(
    rowCount: Int, firstSection: Int, times: ClosedRange<Timestamp>?,
    decisions: ClosedRange<Timestamp>?, families: [Int]
  ) {
    self.rowCount = rowCount
    self.firstSection = firstSection
    self.times = times
    self.decisions = decisions
    self.families = families
  }

  /// Nil for numbers that mean nothing.
  init?(_ words: [Int64], familyCount: Int) {
    guard words.count >= Self.ownWordCount, (1...Int64(GroupFilling.greatestRowCount)) ~= words[0],
      let firstSection = Int(exactly: words[1]), firstSection >= 0, firstSection < Int.max / 2
    else { return nil }
    let families = words[Self.ownWordCount...].map { Int(truncatingIfNeeded: $0) }
    guard families.allSatisfy({ (0..<familyCount).contains($0) }),
      case .some(let times) = Self.range(of: words[2..<7]),
      case .some(let decisions) = Self.range(of: words[7..<12])
    else { return nil }
    self.init(
      rowCount: Int(words[0]), firstSection: firstSection, times: times, decisions: decisions,
      families: families)
  }

  private static func words(of range: ClosedRange<Timestamp>?) -> [Int64] {
    guard let range else { return [0, 0, 0, 0, 0] }
    return [
      1, range.lowerBound.seconds, Int64(range.lowerBound.nanoseconds), range.upperBound.seconds,
      Int64(range.upperBound.nanoseconds),
    ]
  }

  /// Nil for what is no range; a nil in it for none.
  private static func range(of words: ArraySlice<Int64>) -> ClosedRange<Timestamp>?? {
    let words = Array(words)
    if words[0] == 0 { return .some(nil) }
    guard let lower = instant(words[1], words[2]), let upper = instant(words[3], words[4]),
      lower <= upper
    else { return nil }
    return lower...upper
  }

  private static func instant(_ seconds: Int64, _ nanoseconds: Int64) -> Timestamp? {
    Int32(exactly: nanoseconds).flatMap { Timestamp(seconds: seconds, nanoseconds: $0) }
  }
}
