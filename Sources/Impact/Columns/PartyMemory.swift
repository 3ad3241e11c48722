import CEL
import History
import PolicyCore

/// Numbers for the parties of requests: two requests with the same number exclude the same people of
/// the directory from approving.
struct PartyMemory: Sendable {
  /// The columns that name parties: subject id, type and owner, requester, actors.
  private let columns: [Int]
  private let directory: Directory
  private var numbers: [[UInt64]: Int] = [:]
  private var numbersOfPeople: [Set<ID>: Int] = [:]

  /// The fields that name parties.
  static let fields = [
    FieldPath(["subject", "id"]), FieldPath(["subject", "type"]), FieldPath(["subject", "owner"]),
    FieldPath(["requester"]), FieldPath(["actors"]),
  ]

  /// - Parameter columns: of `fields`, in their order.
  init(columns: [Int], directory: Directory) {
    self.columns = columns
    self.directory = directory
  }

  /// The number of a row.
  mutating func number(of row: Int, in group: RowGroup) throws(HistoryError) -> Int {
    let columns = try group.columns(columns)
    let key = columns.map { $0.key(of: row) }
    if let known = numbers[key] { return known }
    let values = columns.map { $0.value(of: row) }
    var subject = JSONObject()
    for (field, value) in zip(Self.fields, values.prefix(3)) {
      if let name = field.names.last { subject[name] = value }
    }
    let others = [values[3]].compactMap { $0 } + (values[4]?.array ?? [])
    let parties = ([.object(subject)] + others).compactMap(Party.init)
    let excluded = Exclusions(parties: parties, directory: directory).people
      .filter { directory.members[$0] != nil }
    let number = numbersOfPeople[excluded] ?? numbersOfPeople.count
    numbersOfPeople[excluded] = number
    numbers[key] = number
    return number
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
  func columns(_ places: [Int]) throws(HistoryError) -> [CodedColumn] {
    var columns: [CodedColumn] = []
    for place in places { columns.append(try column(place)) }
    return columns
  }
}
