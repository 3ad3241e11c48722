import CColumns
import CEL
import History
import PolicyCore

/// What some atoms of one column, or of the same columns, come to for the values of one family.
///
/// A value has a class: a digit for each atom of a bank of five, base 3. So a class fits a byte, and which
/// classes stand for what is the same for all columns.
struct ValueTruths: Sendable {
  /// What came of an evaluation; the digit of an atom in a class.
  enum Truth: UInt8 { case no, yes, error }

  /// How many values it knows.
  private(set) var count = 0
  /// By bank, then by code.
  private var classes: [[UInt8]]
  /// Of each atom, whether a value errs.
  private var hasErrors: [Bool]

  /// Three to the fifth is less than 256.
  private static let atomsPerBank = 5

  init(atomCount: Int) {
    classes = Array(
      repeating: [], count: (atomCount + Self.atomsPerBank - 1) / Self.atomsPerBank)
    hasErrors = Array(repeating: false, count: atomCount)
  }

  /// Adds what the atoms come to for the next value.
  mutating func append(_ truths: [Truth]) {
    for bank in classes.indices {
      let start = bank * Self.atomsPerBank
      let digits = truths[start..<min(start + Self.atomsPerBank, truths.count)]
      classes[bank].append(digits.reversed().reduce(0) { $0 * 3 + $1.rawValue })
    }
    for (atom, truth) in truths.enumerated() where truth == .error { hasErrors[atom] = true }
    count += 1
  }

  /// What each atom comes to in every row.
  func rows(of codes: CodedColumn.Codes, rowCount: Int) -> [TruthRows] {
    var rows: [TruthRows] = []
    for bank in classes.indices {
      let coded = codes.classes(classes[bank], rowCount: rowCount)
      let start = bank * Self.atomsPerBank
      for atom in start..<min(start + Self.atomsPerBank, hasErrors.count) {
        let digit = atom - start
        rows.append(
          TruthRows(
            yes: Self.members(of: coded, DigitSets.all[digit].yes),
            errs: hasErrors[atom] ? Self.members(of: coded, DigitSets.all[digit].error) : nil))
      }
    }
    return rows
  }

  private static func members(of classes: [UInt8], _ set: ccol_set) -> Bitmap {
    let words = [UInt64](unsafeUninitializedCapacity: (classes.count + 63) / 64) { words, count in
      count = (classes.count + 63) / 64
      guard let base = words.baseAddress else { return }
      withUnsafePointer(to: set) { ccol_members(classes, classes.count, $0, base) }
    }
    return Bitmap(words: words)
  }
}

/// Which classes have some digit at a place.
private struct DigitSets: Sendable {
  let yes: ccol_set
  let error: ccol_set

  /// For each of five places.
  static let all = (0..<5).map { place in
    DigitSets(yes: set(.yes, place), error: set(.error, place))
  }

  private static func set(_ truth: ValueTruths.Truth, _ place: Int) -> ccol_set {
    var set = ccol_set()
    let unit = [1, 3, 9, 27, 81][place]
    withUnsafeMutableBytes(of: &set) { bits in
      for number in 0..<243 where number / unit % 3 == Int(truth.rawValue) {
        bits[number >> 3] |= 1 << UInt8(number & 7)
      }
    }
    return set
  }
}

extension CodedColumn.Codes {
  /// Looks every code up.
  fileprivate func classes(_ classes: [UInt8], rowCount: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: rowCount) { rows, count in
      count = rowCount
      guard let base = rows.baseAddress else { return }
      switch self {
      case .bytes(let codes):
        codes.withElements {
          ccol_classes_of_bytes($0.baseAddress, rowCount, classes, classes.count, base)
        }
      case .shorts(let codes):
        codes.withElements {
          ccol_classes_of_shorts($0.baseAddress, rowCount, classes, classes.count, base)
        }
      case .words(let codes):
        codes.withElements {
          ccol_classes_of_words($0.baseAddress, rowCount, classes, classes.count, base)
        }
      }
    }
  }
}
