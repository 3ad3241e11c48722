import CEL
import History
import PolicyCore

/// Numbers for the parties of requests: two requests with the same number exclude the same people of
/// the directory from approving.
struct PartyMemory: Sendable {
  /// The columns that name parties: subject id, type and owner, requester, actors.
  private let columns: [Int]
  private let directory: Directory
  private var classes: [PartyClasses]
  private var pairs = (0..<fields.count).map { _ in PairNumbers() }
  /// By number of the classes.
  private var numbers: [UInt32] = []
  private var numbersOfPeople: [Set<ID>: UInt32] = [:]

  /// The fields that name parties.
  static let fields = [
    FieldPath(["subject", "id"]), FieldPath(["subject", "type"]), FieldPath(["subject", "owner"]),
    FieldPath(["requester"]), FieldPath(["actors"]),
  ]

  /// - Parameter columns: of `fields`, in their order.
  init(columns: [Int], directory: Directory) {
    self.columns = columns
    self.directory = directory
    classes = columns.map { _ in PartyClasses() }
  }

  /// The parties of a group's rows.
  struct Rows {
    fileprivate let columns: [CodedColumn]
    fileprivate let codes: [[UInt32]]
    fileprivate let classes: [[UInt32]]
  }

  /// Looks at the values of a group.
  mutating func rows(of group: RowGroup) throws(HistoryError) -> Rows {
    let coded = try group.columns(columns)
    let found = coded.enumerated().map { place, column in
      classes[place].classes(of: column, isType: place == 1, directory)
    }
    return Rows(columns: coded, codes: coded.map(\.words), classes: found)
  }

  /// The number of a row.
  mutating func number(of row: Int, in rows: Rows) -> UInt32 {
    var number: UInt32 = 0
    for place in rows.codes.indices {
      let code = Int(rows.codes[place][row])
      number = pairs[place].number(of: number, rows.classes[place][code])
    }
    if number == numbers.count { numbers.append(numberOfPeople(row, rows)) }
    return numbers[Int(number)]
  }

  private mutating func numberOfPeople(_ row: Int, _ rows: Rows) -> UInt32 {
    let values = rows.columns.map { $0.value(of: row) }
    var subject = JSONObject()
    for (field, value) in zip(Self.fields, values.prefix(3)) {
      if let name = field.names.last { subject[name] = value }
    }
    let others = [values[3]].compactMap { $0 } + (values[4]?.array ?? [])
    let parties = ([.object(subject)] + others).compactMap(Party.init)
    let excluded = Exclusions(parties: parties, directory: directory).people
      .filter { directory.members[$0] != nil }
    let number = numbersOfPeople[excluded] ?? UInt32(numbersOfPeople.count)
    numbersOfPeople[excluded] = number
    return number
  }
}

/// Classes of the values that name parties: of ids that the directory does not know, one is as good as
/// another.
private struct PartyClasses: Sendable {
  private var known = RecentFamilies<[UInt32]>()
  private var next: UInt32 = 2

  private static let absent: UInt32 = 0
  private static let unknown: UInt32 = 1

  /// By code.
  mutating func classes(
    of column: CodedColumn, isType: Bool, _ directory: Directory
  ) -> [UInt32] {
    var classes = known.take(column.family) ?? []
    for code in classes.count..<max(column.values.count, classes.count) {
      classes.append(number(of: column.values[code], isType, directory))
    }
    known.put(classes, for: column.family)
    return classes
  }

  private mutating func number(
    of value: JSONValue?, _ isType: Bool, _ directory: Directory
  ) -> UInt32 {
    guard let value else { return Self.absent }
    if let text = value.string, isUnknown(text, isType, directory) { return Self.unknown }
    next += 1
    return next - 1
  }

  private func isUnknown(_ text: String, _ isType: Bool, _ directory: Directory) -> Bool {
    isType
      ? !text.hasSameUTF8(as: Member.Kind.human.rawValue) : !directory.mayMean(ID(text))
  }
}

extension CodedColumn {
  /// The same number for the same value.
  func key(of row: Int) -> UInt64 { UInt64(family) << 32 | UInt64(code(of: row)) }

  /// The codes, all as wide as the widest.
  var words: [UInt32] {
    switch codes {
    case .bytes(let codes): codes.withElements { $0.map(UInt32.init) }
    case .shorts(let codes): codes.withElements { $0.map(UInt32.init) }
    case .words(let codes): codes.withElements { Array($0) }
    }
  }
}

extension RowGroup {
  /// Several columns.
  func columns(_ places: [Int]) throws(HistoryError) -> [CodedColumn] {
    var columns: [CodedColumn] = []
    for place in places { columns.append(try column(place)) }
    return columns
  }
}
