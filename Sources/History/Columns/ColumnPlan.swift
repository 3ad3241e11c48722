import PolicyCore

/// What a walk does with the members of records: a tree that is made once, from schemas and a layout.
struct ColumnPlan: Sendable {
  /// One place of records; see `csj_node_plan`.
  struct Node: Sendable {
    var kinds: Kinds = .all
    var role: Role = .none
    var others: Others = .kept
    var items: Int?
    var dictionary: Int?
    var members: [Member] = []
    /// Required members that no record can have.
    var unmatchableCount = 0
    var hoistsProperties = false
    /// The node of the value where it is a bare text.
    var bare: Int?
  }

  /// A member that a node names.
  struct Member: Sendable {
    let name: [UInt8]
    let node: Int
    let isRequired: Bool
  }

  /// The kinds of values that are good without a closer look.
  struct Kinds: OptionSet, Sendable {
    let rawValue: UInt32

    static let null = Kinds(rawValue: 1)
    static let boolean = Kinds(rawValue: 2)
    static let integer = Kinds(rawValue: 4)
    static let fraction = Kinds(rawValue: 8)
    static let string = Kinds(rawValue: 16)
    static let array = Kinds(rawValue: 32)
    static let object = Kinds(rawValue: 64)
    static let all = Kinds(rawValue: 127)
  }

  /// What a text means, as `csj_role`.
  enum Role: UInt32, Sendable {
    case none, instant, id, time, verdict, approvedAt, status, outcomeAt, outcomeBy
  }

  /// What members that a node does not name are held to.
  enum Others: Sendable {
    case kept, forbidden
    case node(Int)
  }

  /// The distinct values of one place.
  struct Dictionary: Sendable {
    /// All of which a value must hold.
    let checks: [SchemaCheck]
    /// The column of the layout that keeps their codes.
    let column: Int?
    /// The member of the record that the value is, where that has a normal form of its own.
    let part: String?
  }

  /// The first is that of records.
  var nodes: [Node] = []
  var dictionaries: [Dictionary] = []
  /// As many as the layout has paths.
  let columnCount: Int
}

extension ColumnPlan.Kinds {
  /// The kinds that a schema allows; a number that is written as a fraction may be a whole one, which
  /// takes a closer look where only whole ones are allowed.
  init(_ types: Set<SchemaNode.JSONType>) {
    self = types.isEmpty ? .all : []
    for type in types {
      switch type {
      case .null: insert(.null)
      case .boolean: insert(.boolean)
      case .integer: insert(.integer)
      case .number: formUnion([.integer, .fraction])
      case .string: insert(.string)
      case .array: insert(.array)
      case .object: insert(.object)
      }
    }
  }
}
