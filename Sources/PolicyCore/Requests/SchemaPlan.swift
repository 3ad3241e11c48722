import CEL

/// A schema as documents are held against it: what `SchemaNode` says in sets and dictionaries, in the
/// order in which it is asked. Made once for a schema.
///
/// A class, so that going down a schema is following an address, not copying a node.
final class SchemaPlan: Sendable {
  /// A declared member.
  struct Member: Sendable {
    let name: String
    let plan: SchemaPlan
    let isRequired: Bool
  }

  /// What becomes of members that are not declared.
  enum Additional: Sendable {
    case hidden, forbidden
    case of(SchemaPlan)
  }

  /// Empty: any type.
  private let types: [SchemaNode.JSONType]
  let expectedTypes: String
  /// Whether whole numbers read as doubles, too.
  let isNumber: Bool
  /// Sorted by name.
  let members: [Member]
  /// By name, where there are too many to search one by one.
  private let places: [String: Int]
  /// Names that must be there and are not declared, sorted.
  let requiredBesides: [String]
  let additional: Additional
  /// Nil for elements of any kind.
  let items: SchemaPlan?
  let enumeration: [JSONValue]
  let format: SchemaNode.Format?
  let pattern: RegularExpression?
  let bounds: SchemaNode.Bounds
  let hasNumberBounds: Bool
  let absentObjects: MapValue.Defaults

  private static let greatestSearchedCount = 12

  init(_ node: SchemaNode) {
    types = SchemaNode.JSONType.allCases.filter { node.types.contains($0) }
    expectedTypes = node.expectedTypes
    isNumber = node.types.contains(.number)
    let names = node.properties.keys.sorted { $0.precedesInUTF8($1) }
    members = names.compactMap { name in
      node.property(name).map {
        Member(
          name: name, plan: SchemaPlan($0),
          isRequired: node.required.contains { $0.hasSameUTF8(as: name) })
      }
    }
    places =
      members.count > Self.greatestSearchedCount
      ? Dictionary(
        uniqueKeysWithValues: members.indices.map { [members] in (members[$0].name, $0) })
      : [:]
    requiredBesides = node.required.filter { node.property($0) == nil }
      .sorted { $0.precedesInUTF8($1) }
    additional =
      switch node.additional {
      case .hidden: .hidden
      case .forbidden: .forbidden
      case .of(let inner): .of(SchemaPlan(inner))
      }
    items = node.items.first.map(SchemaPlan.init)
    enumeration = node.enumeration
    format = node.format
    pattern = node.pattern
    bounds = node.bounds
    hasNumberBounds = [
      bounds.minimum, bounds.maximum, bounds.exclusiveMinimum, bounds.exclusiveMaximum,
    ].contains { $0 != nil }
    absentObjects = node.absentObjects
  }

  /// Whether a value is of a type that is allowed.
  func admits(_ value: JSONValue) -> Bool {
    types.isEmpty || types.contains { $0.admits(value) }
  }

  /// The place of a declared member, found by the bytes of its name.
  func place(of name: String) -> Int? {
    places.isEmpty
      ? members.firstIndex { $0.name.hasSameUTF8(as: name) } : places.value(named: name)
  }
}
