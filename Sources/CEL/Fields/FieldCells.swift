/// What the slots of a `FieldIndex` say about one request.
///
/// A class, so that handing it to a test is handing over one address that is counted nowhere.
package final class FieldCells: Sendable {
  /// What the cells are of.
  let index: FieldIndex
  let cells: [FieldCell]
  /// What the cells hold, in full.
  let values: [Value]
  /// Elements of lists of texts, those of each list in a row.
  let elements: [TextKey]

  /// Everything is read from the variables.
  package static let none = FieldIndex.none.cells(of: [])

  init(_ filling: FieldFilling, of index: FieldIndex) {
    self.index = index
    cells = filling.cells
    values = filling.values
    elements = filling.elements
  }

  /// The value of a slot; nil where the variables must be asked, which also know what is wrong.
  func value(_ slot: Int) -> Value? { cells[slot].holdsValue ? values[slot] : nil }
}

/// Cells while they are being filled.
struct FieldFilling {
  private(set) var cells: [FieldCell]
  private(set) var values: [Value]
  private(set) var elements: [TextKey] = []

  init(slotCount: Int) {
    cells = Array(repeating: .unknown, count: slotCount)
    values = Array(repeating: .null, count: slotCount)
  }

  /// Takes in a value and all below it that has slots.
  /// - Parameter isThere: false for what is read although no entry has it.
  mutating func fill(_ branch: FieldIndex.Branch, _ value: Value, isThere: Bool) {
    if let slot = branch.slot, isThere { set(slot, value) }
    guard !branch.branches.isEmpty, case .map(let map) = value else { return }
    for inner in branch.branches {
      if let entry = map[inner.name] {
        fill(inner, entry, isThere: true)
      } else if let substitute = map.selected(inner.name) {
        fill(inner, substitute, isThere: false)
      } else if let slot = inner.slot {
        cells[slot] = .missing
      }
    }
  }

  private mutating func set(_ slot: Int, _ value: Value) {
    values[slot] = value
    switch value {
    case .bool(let bool): cells[slot] = .bool(bool)
    case .int(let int): cells[slot] = .int(int)
    case .string(let text): cells[slot] = .text(TextKey(text))
    case .list(let list): cells[slot] = texts(of: list)
    case .null, .uint, .double, .bytes, .map, .timestamp, .duration, .type, .optional:
      cells[slot] = .present
    }
  }

  /// A list of short texts can be searched by keys alone.
  private mutating func texts(of list: [Value]) -> FieldCell {
    let start = elements.count
    for element in list {
      guard case .string(let text) = element else {
        elements.removeSubrange(start...)
        return .present
      }
      elements.append(TextKey(text))
    }
    return .texts(start..<elements.count)
  }
}

/// One slot: trivial to copy, so that a test of it counts no references.
enum FieldCell: Sendable {
  /// Ask the variables.
  case unknown
  /// There is no such field in an object that is there.
  case missing
  /// A value of which nothing more is said here.
  case present
  case bool(Bool)
  case int(Int64)
  case text(TextKey)
  /// A list of texts; the places of their keys.
  case texts(Range<Int>)

  var holdsValue: Bool {
    switch self {
    case .unknown, .missing: false
    case .present, .bool, .int, .text, .texts: true
    }
  }
}
