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
  mutating func number(of row: Int, in group: RowGroup) -> Int {
    let key = columns.map { group.columns[$0].key(of: row) }
    if let known = numbers[key] { return known }
    let values = columns.map { group.columns[$0].value(of: row) }
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
  func key(of row: Int) -> UInt64 { UInt64(family) << 32 | UInt64(codes[row]) }

  /// Nil where it is absent.
  func value(of row: Int) -> JSONValue? { values[Int(codes[row])] }
}
