import PolicyCore
import Synchronization

/// A history that was read before, and stands in a file of the cache.
///
/// Opening it looks at the tables only; a part of a group is looked at when somebody asks for it.
/// What
/// does not hold then throws `corruptCache`: the entry is to be removed, and the history read.
package final class CacheEntry: Sendable {
  /// What the entry says of itself.
  package let description: EntryDescription
  /// What it stands in.
  package let file: CacheFile
  private let beside: EntryFolder
  let lines: StoredLines
  let parsers = ParserPool(depthLimit: HistoryLimits(depth: .max).depth)
  private let groups: [StoredGroup]
  private let families: [StoredFamily]
  /// Of each column that is asked for, which of the stored ones it is.
  private let places: [Int]

  /// Opens the entry of a history.
  /// - Parameter layout: the columns that are asked for.
  /// - Returns: nil where there is none.
  /// - Throws: `corruptCache` for one that is not whole, or of another version.
  static func open(
    in folder: CacheFolder, for key: CacheKey, sources: [HistorySource], layout: ColumnLayout,
    settings: ColumnSettings, greatestByteCount: Int
  ) throws(HistoryError) -> Found? {
    let name = CacheFolder.entryName(key.digest)
    guard let file = try CacheFile.open(folder.place(of: name), .columns) else { return nil }
    let tables = try EntryTables(file)
    guard tables.description.sources == key.sources.map(\.stored) else { return .outdated }
    let stored = tables.description.layout
    let places = layout.paths.compactMap { stored.paths.firstIndex(of: $0) }
    guard places.count == layout.paths.count else { return .lacksColumns(stored) }
    let lines = StoredLines(
      sources: sources, states: key.sources, file: file,
      reading: LineReading(limits: settings.limits, identity: settings.identity))
    return .entry(
      CacheEntry(
        tables, file: file,
        beside: EntryFolder(folder: folder, name: name, greatestByteCount: greatestByteCount),
        lines: lines, places: places))
  }

  /// What there is for a history.
  enum Found {
    case entry(CacheEntry)
    /// The sources were changed since.
    case outdated
    /// Not all columns that are asked for are stored: those that are.
    case lacksColumns(ColumnLayout)
  }

  private init(
    _ tables: EntryTables, file: CacheFile, beside: EntryFolder, lines: StoredLines, places: [Int]
  ) {
    description = tables.description
    groups = tables.groups
    families = tables.families
    self.file = file
    self.beside = beside
    self.lines = lines
    self.places = places
  }

  /// Of what was read.
  package var digest: HistoryDigest { description.digest }
  /// Odd ones too.
  package var rowCount: Int { description.rowCount }
  /// How many groups there are, in the order of the history.
  package var groupCount: Int { groups.count }

  /// One of the groups; from any task.
  /// - Precondition: the index is below `groupCount`.
  /// - Complexity: O(rows / 64).
  package func group(at index: Int) throws(HistoryError) -> RowGroup {
    let group = groups[index]
    let rows = StoredRows(entry: self, group: group)
    return RowGroup(
      oddRows: try rows.oddRows(), rowCount: group.rowCount, times: group.times,
      decisions: group.decisions, parts: rows)
  }

  /// What was kept beside the entry under a name.
  /// - Parameter name: 64 lower-case hexadecimal digits.
  /// - Returns: nil where there is nothing, or where it is of another content of the entry. The
  ///   last
  ///   section of the file says whose it is, and is none of those that were given.
  package func attachment(named name: String) -> CacheFile? {
    beside.attachment(named: name, of: file.identity)
  }

  /// Keeps something beside the entry, which goes with it at the latest.
  /// - Parameters:
  ///   - name: 64 lower-case hexadecimal digits; what had it is replaced.
  ///   - sections: are numbered in this order, from 0.
  /// - Throws: what a command should not fail for.
  package func attach(named name: String, sections: [[UInt8]]) throws(CacheFailure) {
    try beside.attach(named: name, sections: sections, to: file.identity)
  }

  /// Which of the stored columns one is; nil for one that was not asked for.
  func place(of column: Int) -> Int? { places.indices.contains(column) ? places[column] : nil }

  /// The values of a dictionary.
  func values(ofFamily number: Int) throws(HistoryError) -> StoredValues {
    let family = families[number]
    guard let byteCount = file.byteCount(of: family.bytesSection) else { throw file.corrupt }
    let ends: Packed<UInt32> = try file.section(family.endsSection) { ends in
      StoredRows.areEnds(ends, of: byteCount)
    }
    guard ends.count == family.valueCount else { throw file.corrupt }
    return StoredValues(ends: ends, bytes: try file.section(family.bytesSection), parsers: parsers)
  }
}

/// The tables of an entry, which are looked at as a whole.
struct EntryTables {
  let description: EntryDescription
  let groups: [StoredGroup]
  let families: [StoredFamily]

  /// - Throws: `corruptCache`.
  init(_ file: CacheFile) throws(HistoryError) {
    let count = file.sectionCount
    let text: Packed<UInt8> = try file.section(count - ClosingSection.description.rawValue)
    let familyWords: Packed<Int64> = try file.section(count - ClosingSection.families.rawValue)
    let groupWords: Packed<Int64> = try file.section(count - ClosingSection.groups.rawValue)
    guard let description = EntryDescription(text.withElements { Array($0) }) else {
      throw file.corrupt
    }
    self.description = description
    let families = Self.parts(familyWords, of: StoredFamily.wordCount).compactMap {
      StoredFamily($0)
    }
    let wordCount = StoredGroup.wordCount(columnCount: description.layout.paths.count)
    let groups = Self.parts(groupWords, of: wordCount).compactMap {
      StoredGroup(Array($0), familyCount: families.count)
    }
    self.families = families
    self.groups = groups
    guard families.count * StoredFamily.wordCount == familyWords.count,
      groups.count * wordCount == groupWords.count,
      groups.reduce(0, { $0 + $1.rowCount }) == description.rowCount
    else { throw file.corrupt }
  }

  private static func parts(_ words: Packed<Int64>, of count: Int) -> [ArraySlice<Int64>] {
    let words = words.withElements { Array($0) }
    return stride(from: 0, to: words.count - words.count % count, by: count).map {
      words[$0..<$0 + count]
    }
  }
}
