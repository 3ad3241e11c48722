package import CEL

/// One schema of the stated subset of JSON Schema 2020-12, as loaded.
///
/// Every keyword asserts as in the specification (Validation §6); `format` asserts too: `date-time`
/// is RFC 3339, `duration` is `PolicyDuration`'s form.
package struct SchemaNode: Sendable {
  package enum JSONType: String, Sendable, Hashable, CaseIterable {
    case null, boolean, integer, number, string, array, object
  }

  package enum Format: String, Sendable, Hashable, CaseIterable {
    case dateTime = "date-time"
    case duration
  }

  /// Who supplies a field: the asker, or an authority.
  package enum Source: String, Sendable, Hashable, CaseIterable {
    case asserted, attested
  }

  /// What a node says of members it does not name.
  package indirect enum AdditionalProperties: Sendable {
    /// Kept and digested, not visible to conditions.
    case hidden
    case forbidden
    /// A map: every further member is of this schema, and visible.
    case of(SchemaNode)
  }

  /// Bounds of numbers, lengths and counts; each inclusive unless named otherwise.
  package struct Bounds: Sendable, Hashable {
    package var minimum: Double?
    package var maximum: Double?
    package var exclusiveMinimum: Double?
    package var exclusiveMaximum: Double?
    /// Lengths in Unicode scalars.
    package var lengths: ClosedRange<Int>
    package var itemCounts: ClosedRange<Int>
    package var hasUniqueItems: Bool

    /// No bound at all.
    static let anyCount = 0...Int.max

    package init() {
      lengths = Self.anyCount
      itemCounts = Self.anyCount
      hasUniqueItems = false
    }
  }

  /// Empty: any type.
  package var types: Set<JSONType>
  package var properties: [String: SchemaNode]
  package var required: Set<String>
  package var additional: AdditionalProperties
  /// A list of one schema, or of none.
  package var items: [SchemaNode]
  /// Empty: any value. `const` is an enumeration of one.
  package var enumeration: [JSONValue]
  package var format: Format?
  package var pattern: RegularExpression?
  package var bounds: Bounds
  package var source: Source?
  package var examples: [JSONValue]
  /// What stands for declared objects that are absent, sorted by name; see `completed`.
  private(set) var absentObjects: [AbsentObject]

  package init(
    types: Set<JSONType> = [], properties: [String: SchemaNode] = [:],
    required: Set<String> = [], additional: AdditionalProperties = .hidden, format: Format? = nil
  ) {
    self.types = types
    self.properties = properties
    self.required = required
    self.additional = additional
    self.format = format
    items = []
    enumeration = []
    bounds = Bounds()
    examples = []
    absentObjects = []
  }

  /// Whether a value that is absent stands for an empty map.
  package var isObject: Bool { types.subtracting([.null]) == [.object] }

  /// The node of a declared member, found by the bytes of its name.
  package func property(_ name: String) -> SchemaNode? { properties.value(named: name) }

  /// An object that a document may leave out, and the map that conditions then see.
  struct AbsentObject: Sendable {
    let name: String
    let value: Value
  }

  /// The same schema, here and below, with what stands for absent objects worked out: once for
  /// a schema, not once for a request.
  func completed() -> SchemaNode {
    var node = self
    node.properties = properties.mapValues { $0.completed() }
    node.items = items.map { $0.completed() }
    if case .of(let inner) = additional { node.additional = .of(inner.completed()) }
    node.absentObjects = node.properties.filter { $0.value.isObject }
      .sorted { $0.key.precedesInUTF8($1.key) }
      .map { AbsentObject(name: $0.key, value: $0.value.absentValue) }
    return node
  }

  /// A map of the objects inside that are then absent, too.
  private var absentValue: Value { .map(absentObjects.map { ($0.name, $0.value) }) }
}
