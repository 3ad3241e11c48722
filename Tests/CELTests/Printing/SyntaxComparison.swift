import CEL

extension Syntax {
  /// Whether both are the same tree: doubles by their bits, text by its bytes, ids and spans aside.
  func hasSameTree(as other: Syntax) -> Bool { isSame(root, other, other.root) }

  /// A node and all below it, operands first.
  func parts(of id: NodeID) -> [NodeID] { operands(of: id).flatMap { parts(of: $0) } + [id] }

  private func isSame(_ id: NodeID, _ other: Syntax, _ otherID: NodeID) -> Bool {
    guard description(of: id) == other.description(of: otherID) else { return false }
    let operands = operands(of: id)
    let others = other.operands(of: otherID)
    return operands.count == others.count
      && zip(operands, others).allSatisfy { isSame($0, other, $1) }
  }

  /// All of a node but its operands, as bytes: Swift's strings hold too much equal.
  private func description(of id: NodeID) -> [UInt8] {
    let text: String =
      switch self[id] {
      case .null: "null"
      case .bool(let value): "bool \(value)"
      case .int(let value): "int \(value)"
      case .uint(let value): "uint \(value)"
      case .double(let value): "double \(value.bitPattern)"
      case .string(let value): "string \(value)"
      case .bytes(let value): "bytes \(value)"
      case .name(let name, let isAbsolute): "name \(name) \(isAbsolute)"
      case .select(_, let field): "select \(field)"
      case .index: "index"
      case .optionalSelect(_, let field): "optionalSelect \(field)"
      case .optionalMark: "optionalMark"
      case .call(let name, let receiver, _): "call \(name) \(receiver != nil)"
      case .list: "list"
      case .map: "map"
      case .unary(let sign, _): "unary \(sign)"
      case .binary(let sign, _, _): "binary \(sign)"
      case .logical(let sign, _): "logical \(sign)"
      case .conditional: "conditional"
      case .invalid: "invalid"
      }
    return Array(text.utf8)
  }

  private func operands(of id: NodeID) -> [NodeID] {
    switch self[id] {
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .invalid: []
    case .select(let operand, _), .optionalSelect(let operand, _), .optionalMark(let operand),
      .unary(_, let operand):
      [operand]
    case .index(let operand, let index): [operand, index]
    case .call(_, let receiver, let arguments): (receiver.map { [$0] } ?? []) + arguments
    case .list(let elements): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .binary(_, let left, let right): [left, right]
    case .logical(_, let operands): operands
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    }
  }
}
