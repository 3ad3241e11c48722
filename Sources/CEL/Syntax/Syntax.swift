/// The syntax tree of a condition: nodes by id, positions beside them.
///
/// Macros stay the calls they were written as; the planner expands them.
package struct Syntax: Sendable {
  /// The identity of a node in its tree; an operand has a smaller id than what it is part of.
  package struct NodeID: Sendable, Hashable {
    let index: Int32

    init(_ index: Int) { self.index = Int32(index) }

    package var value: Int { Int(index) }
  }

  /// One expression (CEL spec, "Syntax").
  package enum Node: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// A name; absolute when it was written with a leading dot.
    case name(String, isAbsolute: Bool)
    case select(NodeID, field: String)
    case index(NodeID, NodeID)
    /// `operand.?field`
    case optionalSelect(NodeID, field: String)
    /// `?value`, the mark of what may be absent: an index, an element of a list, a key of a map.
    case optionalMark(NodeID)
    /// `function(arguments)` or `receiver.function(arguments)`; macros, too.
    case call(String, receiver: NodeID?, arguments: [NodeID])
    case list([NodeID])
    case map([MapEntry])
    case unary(UnaryOperator, NodeID)
    case binary(BinaryOperator, NodeID, NodeID)
    /// A run of one operator, as `a && b && c`; parentheses start a run of their own.
    case logical(LogicalOperator, [NodeID])
    case conditional(NodeID, then: NodeID, otherwise: NodeID)
    /// What could not be read; there is a problem about it.
    case invalid
  }

  /// One entry of a map expression.
  package struct MapEntry: Sendable, Hashable {
    package let key: NodeID
    package let value: NodeID
  }

  package private(set) var nodes: [Node] = []
  private var spans: [Range<Int32>] = []
  private var nameSpans: [NodeID: Range<Int32>] = [:]
  /// The condition as a whole.
  package private(set) var root = NodeID(0)

  /// Every node, operands before what they are part of.
  package var ids: [NodeID] { nodes.indices.map(NodeID.init) }

  package subscript(id: NodeID) -> Node { nodes[id.value] }

  /// The UTF-8 offsets of a node in the source.
  package func span(_ id: NodeID) -> Range<Int> {
    Int(spans[id.value].lowerBound)..<Int(spans[id.value].upperBound)
  }

  /// The UTF-8 offsets of the name of a function or field; the whole node for all others.
  package func nameSpan(_ id: NodeID) -> Range<Int> {
    guard let span = nameSpans[id] else { return self.span(id) }
    return Int(span.lowerBound)..<Int(span.upperBound)
  }

  /// The names of `a.b.c`; nil where something else is selected from.
  package func nameChain(_ id: NodeID) -> (names: [String], isAbsolute: Bool)? {
    switch self[id] {
    case .name(let name, let isAbsolute): return ([name], isAbsolute)
    case .select(let operand, let field):
      return nameChain(operand).map { ($0.names + [field], $0.isAbsolute) }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .index, .call, .list, .map, .unary,
      .binary, .logical, .conditional, .optionalSelect, .optionalMark, .invalid:
      return nil
    }
  }

  /// Reads a condition without asking what its names stand for.
  /// - Throws: everything that is wrong with its syntax.
  package static func parse(
    _ source: String, limits: Limits = .standard
  ) throws(CompileFailure) -> Syntax {
    let (syntax, problems) = Parser.parse(source, limits)
    guard let syntax, problems.isEmpty else { throw CompileFailure(inSourceOrder: problems) }
    return syntax
  }

  mutating func append(_ node: Node, _ span: Range<Int>, name: Range<Int>? = nil) -> NodeID {
    let id = NodeID(nodes.count)
    nodes.append(node)
    spans.append(Int32(span.lowerBound)..<Int32(span.upperBound))
    if let name { nameSpans[id] = Int32(name.lowerBound)..<Int32(name.upperBound) }
    return id
  }

  mutating func finish(root: NodeID) { self.root = root }
}
