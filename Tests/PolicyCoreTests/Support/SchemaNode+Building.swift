import PolicyCore

extension SchemaNode {
  static let text = SchemaNode(types: [.string])
  static let integer = SchemaNode(types: [.integer])
  static let number = SchemaNode(types: [.number])
  static let flag = SchemaNode(types: [.boolean])
  static let dateTime = SchemaNode(types: [.string], format: .dateTime)
  static let length = SchemaNode(types: [.string], format: .duration)

  static func object(
    _ properties: [String: SchemaNode], required: Set<String> = [],
    additional: AdditionalProperties = .hidden
  ) -> SchemaNode {
    SchemaNode(
      types: [.object], properties: properties, required: required, additional: additional)
  }

  static func list(of item: SchemaNode) -> SchemaNode {
    SchemaNode(types: [.array]).with { $0.items = [item] }
  }

  func with(_ change: (inout SchemaNode) -> Void) -> SchemaNode {
    var node = self
    change(&node)
    return node
  }

  func orNull() -> SchemaNode { with { $0.types.insert(.null) } }
}
