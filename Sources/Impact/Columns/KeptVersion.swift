import CEL
import History
import PolicyCore

/// What a version comes to by itself for every record of a history, as it is kept beside that history in the
/// cache.
///
/// The bitmaps of its rules, coded: a number for each set of conditions that hold or err together, and for each
/// record the number of its set. With it stand the sums over all records, so that a change costs what it touches.
struct KeptVersion: Sendable {
  /// Section 0 is the tables, 1 the outcome of each set, 2 what is to know of each group; then come two for
  /// each group: the sets of its rows, and whom their reviews ask.
  private let file: CacheFile
  /// The outcome of each set of conditions.
  private let outcomeOfCode: Packed<UInt32>
  private let groups: Packed<UInt32>
  let tables: VersionTables

  /// Numbers are as wide as two bytes where there are fewer.
  static let shortLimit = Int(UInt16.max)
  /// Of each group: rows, those without a set, and those in whose review nobody could fill a place.
  static let wordsPerGroup = 3
  static let sectionsBefore = 3

  /// Nil where the file is not of this version of the program.
  /// - Throws: `corruptCache`.
  init?(_ file: CacheFile) throws(HistoryError) {
    guard file.sectionCount > Self.sectionsBefore else { return nil }
    let text: Packed<UInt8> = try file.section(0)
    guard let tables = VersionTables(text.withElements { Array($0) }) else { return nil }
    self.file = file
    self.tables = tables
    outcomeOfCode = try file.section(1) { outcomes in
      outcomes.allSatisfy { $0 < tables.outcomes.count }
    }
    groups = try file.section(2)
  }

  /// Whether it has as many rows in its groups.
  func fits(_ entry: CacheEntry) throws(HistoryError) -> Bool {
    guard groups.count == entry.groupCount * Self.wordsPerGroup else { return false }
    for index in 0..<entry.groupCount {
      let count = Int(groups[index * Self.wordsPerGroup])
      guard try entry.group(at: index).rowCount == count else { return false }
    }
    return true
  }

  /// How many rows of a group stand for themselves only.
  func singleCount(ofGroup index: Int) -> Int { Int(groups[index * Self.wordsPerGroup + 1]) }

  /// In how many rows of a group nobody could fill a place.
  func unfillableCount(ofGroup index: Int) -> Int { Int(groups[index * Self.wordsPerGroup + 2]) }

  /// What the rows of a group come to.
  /// - Throws: `corruptCache` for numbers that stand for nothing, or of other rows.
  func rows(ofGroup index: Int) throws(HistoryError) -> KeptRows {
    let count = Int(groups[index * Self.wordsPerGroup])
    let first = Self.sectionsBefore + 2 * index
    let codes = try numbers(first, below: outcomeOfCode.count, hasNone: true)
    let asked = try numbers(first + 1, below: tables.asked.count + 1, hasNone: false)
    guard codes.count == count, asked.count == count || asked.count == 0 else {
      throw .corruptCache(path: file.path)
    }
    return KeptRows(codes: codes, asked: asked)
  }

  /// - Parameter hasNone: whether rows may have no number.
  private func numbers(
    _ section: Int, below limit: Int, hasNone: Bool
  ) throws(HistoryError) -> KeptRows.Numbers {
    if limit < Self.shortLimit {
      let numbers: Packed<UInt16> = try file.section(section) { numbers in
        numbers.allSatisfy { $0 < limit || (hasNone && $0 == .max) }
      }
      return .shorts(numbers)
    }
    let numbers: Packed<UInt32> = try file.section(section) { numbers in
      numbers.allSatisfy { $0 < limit || (hasNone && $0 == .max) }
    }
    return .words(numbers)
  }

  /// The outcome of a set of conditions.
  func outcome(of code: UInt32) -> Int { Int(outcomeOfCode[Int(code)]) }
}

/// What the rows of a group come to under a version that is kept.
struct KeptRows {
  /// A number for each row; no elements at all where all are 0.
  enum Numbers {
    case shorts(Packed<UInt16>)
    case words(Packed<UInt32>)

    /// How many there are.
    var count: Int {
      switch self {
      case .shorts(let numbers): numbers.count
      case .words(let numbers): numbers.count
      }
    }

    /// Rows with numbers that are wanted.
    /// - Parameter rowCount: no less than there are numbers.
    func rows(rowCount: Int, where isWanted: (UInt32) -> Bool) -> Bitmap {
      var found = Bitmap(rowCount: rowCount)
      switch self {
      case .shorts(let numbers):
        var known = [Bool?](repeating: nil, count: 1 << 16)
        numbers.withElements { numbers in
          for (row, number) in numbers.enumerated() {
            let place = Int(number)
            let isFound =
              known[place] ?? isWanted(number == .max ? CaseTree.none : UInt32(number))
            known[place] = isFound
            if isFound { found[row] = true }
          }
        }
      case .words(let numbers):
        numbers.withElements { numbers in
          for (row, number) in numbers.enumerated() where isWanted(number) { found[row] = true }
        }
      }
      return found
    }

    /// `CaseTree.none` for none.
    subscript(row: Int) -> UInt32 {
      switch self {
      case .shorts(let numbers):
        guard row < numbers.count else { return 0 }
        return numbers[row] == .max ? CaseTree.none : UInt32(numbers[row])
      case .words(let numbers): return row < numbers.count ? numbers[row] : 0
      }
    }
  }

  /// The set of conditions of each row; `CaseTree.none` where it stands for itself only.
  let codes: Numbers
  /// One more than the place of whom its review asks; 0 for none.
  let asked: Numbers
}
