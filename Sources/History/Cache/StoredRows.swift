import CEL
import PolicyCore

/// The parts of a group that stands in a file of the cache.
struct StoredRows: RowParts {
  let entry: CacheEntry
  let group: StoredGroup

  func column(_ index: Int) throws(HistoryError) -> CodedColumn {
    guard let place = entry.place(of: index) else { throw entry.file.corrupt }
    let family = group.families[place]
    let values = try entry.values(ofFamily: family)
    return CodedColumn(
      codes: try codes(
        in: group.firstSection + GroupSection.columns + place, below: values.count),
      values: ColumnValues(values), family: family)
  }

  private func codes(
    in section: Int, below count: Int
  ) throws(HistoryError) -> CodedColumn.Codes {
    guard let byteCount = entry.file.byteCount(of: section) else { throw entry.file.corrupt }
    if byteCount == group.rowCount {
      return .bytes(try entry.file.section(section) { Self.areBelow(count, $0) })
    }
    if byteCount == group.rowCount * MemoryLayout<UInt16>.size {
      return .shorts(try entry.file.section(section) { Self.areBelow(count, $0) })
    }
    guard byteCount == group.rowCount * MemoryLayout<UInt32>.size else { throw entry.file.corrupt }
    return .words(try entry.file.section(section) { Self.areBelow(count, $0) })
  }

  func time() throws(HistoryError) -> Instants { try instants(.timeSeconds, .timeNanoseconds) }

  func decidedAt() throws(HistoryError) -> Instants {
    try instants(.decidedSeconds, .decidedNanoseconds)
  }

  private func instants(
    _ seconds: GroupSection, _ nanoseconds: GroupSection
  ) throws(HistoryError) -> Instants {
    let isWhole = entry.file.byteCount(of: number(of: nanoseconds)) == 0
    return Instants(
      seconds: try part(seconds) { seconds in
        Self.areWithin(Timestamp.leastSeconds...Timestamp.greatestSeconds, seconds)
      },
      nanoseconds: isWhole
        ? nil : try part(nanoseconds) { Self.areWithin(0...999_999_999, $0) })
  }

  func waits() throws(HistoryError) -> Packed<Int64> {
    let longest = Timestamp.greatestSeconds - Timestamp.leastSeconds
    return try part(.waits) { waits in
      waits.reduce(true) { $0 && ($1 == RowGroup.noWait || (-longest...longest) ~= $1) }
    }
  }

  func fates() throws(HistoryError) -> Packed<UInt8> {
    try part(.fates) { Self.areBelow(RecordFate.allCases.count, $0) }
  }

  private static func areBelow<Number: FixedWidthInteger>(
    _ bound: Int, _ numbers: UnsafeBufferPointer<Number>
  ) -> Bool {
    // To the end in any case: that way many are compared at once.
    var greatest: Number = 0
    for number in numbers { greatest = max(greatest, number) }
    return Int(clamping: greatest) < bound
  }

  private static func areWithin<Number: FixedWidthInteger>(
    _ range: ClosedRange<Number>, _ numbers: UnsafeBufferPointer<Number>
  ) -> Bool {
    var least = range.lowerBound
    var greatest = range.lowerBound
    for number in numbers {
      least = min(least, number)
      greatest = max(greatest, number)
    }
    return least >= range.lowerBound && greatest <= range.upperBound
  }

  func oddRows() throws(HistoryError) -> [UInt64] {
    let wordCount = (group.rowCount + 63) / 64
    if entry.file.byteCount(of: number(of: .oddRows)) == 0 {
      return [UInt64](repeating: 0, count: wordCount)
    }
    let rest = UInt64(group.rowCount & 63)
    let words: Packed<UInt64> = try part(.oddRows, count: wordCount) { words in
      rest == 0 || (words.last ?? 0) >> rest == 0
    }
    return words.withElements { Array($0) }
  }

  func id(at row: Int) throws(HistoryError) -> String {
    let ids: Packed<UInt8> = try entry.file.section(number(of: .ids))
    let ends: Packed<UInt32> = try part(.idEnds, count: group.rowCount + 1) {
      Self.areEnds($0, of: ids.count)
    }
    let range = Int(ends[row])..<Int(ends[row + 1])
    return ids.withElements { String(decoding: $0[range], as: UTF8.self) }
  }

  func item(at row: Int) throws(HistoryError) -> HistoryItem {
    let places: Packed<UInt32> = try part(.places, count: group.rowCount * 3)
    let segments: Packed<Int64> = try entry.file.section(number(of: .segments))
    let duplicates: Packed<UInt32> = try entry.file.section(number(of: .duplicates))
    guard let segment = segments.segment(of: row) else { throw entry.file.corrupt }
    let place = StoredPlace(
      offset: Int(places[row * 3]), length: Int(places[row * 3 + 1]),
      line: Int(places[row * 3 + 2]))
    return try entry.lines.item(place, in: segment, duplicated: duplicates.duplicated(row))
  }

  /// Whether numbers are where things end that stand one after the other in so many bytes.
  static func areEnds(_ ends: UnsafeBufferPointer<UInt32>, of byteCount: Int) -> Bool {
    ends.first == 0 && ends.last.map { Int($0) } == byteCount
      && zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }
  }

  private func number(of section: GroupSection) -> Int { group.firstSection + section.rawValue }

  /// A part with so many elements; one for each row unless it is said.
  private func part<Element>(
    _ section: GroupSection, count: Int? = nil,
    check: (UnsafeBufferPointer<Element>) -> Bool = { _ in true }
  ) throws(HistoryError) -> Packed<Element> {
    let elements = try entry.file.section(number(of: section), check: check)
    guard elements.count == count ?? group.rowCount else { throw entry.file.corrupt }
    return elements
  }
}

/// Where a line stands, from where its segment counts.
struct StoredPlace {
  let offset: Int
  /// Without the line break.
  let length: Int
  let line: Int
}

extension Packed<Int64> {
  /// The segment of a row; nil where the numbers mean nothing.
  /// - Complexity: O(log segments).
  fileprivate func segment(of row: Int) -> LineSegment? {
    withElements { words in
      var low = 0
      var high = words.count / LineSegment.wordCount
      while high - low > 1 {
        let middle = (low + high) / 2
        if words[middle * LineSegment.wordCount] <= Int64(row) {
          low = middle
        } else {
          high = middle
        }
      }
      guard low < high else { return nil }
      return LineSegment(words[(low * LineSegment.wordCount)...].prefix(LineSegment.wordCount))
    }
  }
}

extension Packed<UInt32> {
  /// The source and the line of the record whose id a row has, too.
  /// - Complexity: O(such rows).
  fileprivate func duplicated(_ row: Int) -> (source: Int, line: Int)? {
    withElements { numbers in
      for first in stride(from: 0, to: numbers.count - 2, by: 3) where numbers[first] == row {
        return (Int(numbers[first + 1]), Int(numbers[first + 2]))
      }
      return nil
    }
  }
}
