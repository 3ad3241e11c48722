extension Syntax {
  /// The parts of an expression in the order of the source; variables of macros are among them.
  func parts(of id: NodeID) -> [NodeID] {
    switch self[id] {
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .invalid: []
    case .select(let operand, _), .optionalSelect(let operand, _), .optionalMark(let operand),
      .unary(_, let operand):
      [operand]
    case .index(let left, let right), .binary(_, let left, let right): [left, right]
    case .call(_, let receiver, let arguments): (receiver.map { [$0] } ?? []) + arguments
    case .list(let elements), .logical(_, let elements): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    }
  }

  /// The name in `["name"]` or `[?"name"]`; nil for every other index.
  func constantKey(_ index: NodeID) -> String? {
    switch self[index] {
    case .string(let name): name
    case .optionalMark(let operand): constantKey(operand)
    case .null, .bool, .int, .uint, .double, .bytes, .name, .select, .index, .optionalSelect,
      .call, .list, .map, .unary, .binary, .logical, .conditional, .invalid:
      nil
    }
  }
}
