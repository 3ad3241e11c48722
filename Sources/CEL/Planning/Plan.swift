/// A condition ready to run: nodes that hold only numbers, everything else in pools beside them.
struct PlanTables: Sendable {
  var nodes: [PlanNode] = []
  /// The expression that each node came from.
  var origins: [Syntax.NodeID] = []
  /// Operands of nodes with any number of them.
  var operands: [PlanID] = []
  var constants: [Value] = []
  var names: [String] = []
  var patterns: [RegularExpression] = []
  var sets: [ConstantSet] = []
  var comprehensions: [Comprehension] = []
  var functions: [Function] = []
  var rareNodes: [RareNode] = []
  /// Names of the environment's variables, in the order of their slots.
  var variables: [String] = []
  var timeZones: Environment.TimeZones?
  /// Local variables that can be in scope at once.
  var localCount = 0
  var limits = Limits.standard
}

extension PlanTables {
  /// Whether the work of a step can grow faster than what it reads.
  func isCostly(_ node: PlanNode) -> Bool {
    switch node {
    case .comprehension, .matches, .textFunction(.contains, _, _), .external: return true
    case .rare(let place):
      if case .library = rareNodes[Int(place)] { return true }
      return false
    default: return false
    }
  }
}

/// Tables that no longer change, shared by all evaluations.
final class Plan: Sendable {
  let tables: PlanTables
  let root: PlanID
  /// Of the slots that the tests and fields are about.
  let index: FieldIndex
  let tests: FieldTests
  let origin: Origin

  /// What was planned.
  struct Origin: Sendable {
    var source = ""
    var syntax = Syntax()
    var references: [FieldReference] = []
    var functionCalls: [FunctionReference] = []
  }

  init(
    _ tables: PlanTables, root: PlanID, index: FieldIndex = .none, of origin: Origin = Origin()
  ) {
    self.root = root
    self.origin = origin
    self.index = index
    tests = FieldTests(tables, root: root, index: index)
    self.tables = tables.withFields(of: index)
  }
}

/// The place of a node in its plan.
typealias PlanID = Int32

/// A run of operands in `PlanTables.operands`.
struct OperandRange: Sendable {
  let start: Int32
  let count: Int32

  var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// One step of an evaluation. Numbers are places in the pools of the plan.
enum PlanNode: Sendable {
  case constant(Int32)
  case variable(slot: Int32)
  case local(slot: Int32)
  case select(PlanID, name: Int32)
  /// A selection from a variable that has a slot, and the same selection without.
  case field(slot: Int32, general: PlanID)
  case has(PlanID, name: Int32)
  case index(PlanID, PlanID)
  case not(PlanID)
  case negate(PlanID)
  case logical(LogicalOperator, OperandRange)
  case conditional(PlanID, then: PlanID, otherwise: PlanID)
  case equality(PlanID, PlanID, isNegated: Bool)
  case ordering(OrderingOperator, PlanID, PlanID)
  case arithmetic(ArithmeticOperator, PlanID, PlanID)
  case membership(PlanID, PlanID)
  case constantMembership(PlanID, set: Int32)
  case list(OperandRange)
  /// Keys and values by turns.
  case map(OperandRange)
  case unaryFunction(UnaryFunction, PlanID)
  case textFunction(TextFunction, PlanID, PlanID)
  case matches(PlanID, pattern: PlanID)
  case constantMatches(PlanID, pattern: Int32)
  case accessor(TimeAccessor, PlanID, offsetSeconds: Int32)
  case zonedAccessor(TimeAccessor, PlanID, zone: PlanID)
  case external(function: Int32, OperandRange)
  case comprehension(Int32)
  /// A step of `PlanTables.rareNodes`.
  case rare(Int32)
  /// A name or function that is not declared.
  case unresolved
}

/// A step that most conditions do without; apart from the others, so that the evaluator's own
/// frame stays small.
enum RareNode: Sendable {
  case library(LibraryFunction, OperandRange)
  /// `cel.bind`
  case bind(PlanID, slot: Int, body: PlanID)
  /// A variable of `cel.bind`, whose value may be a failure.
  case bound(slot: Int)
  case optionalSelect(PlanID, name: Int32)
  case optionalIndex(PlanID, PlanID)
  case optionalList([MarkedOperand])
  case optionalMap([(key: MarkedOperand, value: PlanID)])
  /// `or`
  case firstPresent(PlanID, PlanID)
  /// `orValue`
  case presentValue(PlanID, otherwise: PlanID)
  /// `optMap`; what `optFlatMap` makes is optional already.
  case transform(PlanID, slot: Int, body: PlanID, isFlat: Bool)
}

/// An element of a list or a key of a map, with or without `?` before it.
struct MarkedOperand: Sendable {
  let id: PlanID
  let isOptional: Bool
}

/// What `<` and its like ask.
enum OrderingOperator: Sendable {
  case less, lessOrEqual, greater, greaterOrEqual
}

/// What `+` and its like compute.
enum ArithmeticOperator: Sendable {
  case add, subtract, multiply, divide, remainder
}

/// A macro over a list or map.
struct Comprehension: Sendable {
  enum Kind: Sendable {
    case all, exists, existsOne, list, map
    /// Each round makes a map, whose entries are put together.
    case mapOfEntries
  }

  let kind: Kind
  let range: PlanID
  /// With one variable: an element, or a key.
  let firstSlot: Int
  /// With two variables: the second is an element after its index, or a value after its key.
  let secondSlot: Int?
  let filter: PlanID?
  let body: PlanID
  /// What one round costs: the number of steps in it.
  let roundCost: Int
}

/// The values of a constant list, found by hashing.
struct ConstantSet: Sendable {
  private let keys: Set<MapKey>
  private let elements: [Value]
  private let hasNull: Bool

  /// The elements, where all are texts.
  var texts: [String]? {
    let texts = elements.compactMap { element -> String? in
      guard case .string(let text) = element else { return nil }
      return text
    }
    return texts.count == elements.count ? texts : nil
  }

  /// Nil where an element cannot be hashed. Doubles cannot: a whole number may be equal to a
  /// double only after rounding.
  init?(_ elements: [Value]) {
    var keys: Set<MapKey> = []
    var hasNull = false
    for element in elements {
      if case .null = element {
        hasNull = true
      } else if element.type != .double, let key = MapKey(element) {
        keys.insert(key)
      } else {
        return nil
      }
    }
    self.keys = keys
    self.elements = elements
    self.hasNull = hasNull
  }

  func contains(_ value: Value) -> Bool {
    switch value {
    case .null: hasNull
    case .double: elements.contains { $0.equals(value) }
    case .bool, .int, .uint, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      MapKey(value).map(keys.contains) ?? false
    }
  }
}
