package import CEL

/// One schema of the stated subset of JSON Schema 2020-12, as loaded.
///
/// Every keyword asserts as in the specification (Validation §6); `format` asserts too: `date-time`
/// is RFC 3339, `duration` is `PolicyDuration`'s form.
package struct SchemaNode: Sendable {
  /// The types of JSON, with integers apart (Validation §6.1.1).
  package enum JSONType: String, Sendable, Hashable, CaseIterable {
    case null, boolean, integer, number, string, array, object
  }

  /// The formats that are asserted.
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
    /// Inclusive.
    package var minimum: Double?
    /// Inclusive.
    package var maximum: Double?
    /// Exclusive.
    package var exclusiveMinimum: Double?
    /// Exclusive.
    package var exclusiveMaximum: Double?
    /// Lengths in Unicode scalars.
    package var lengths: ClosedRange<Int>
    /// Of lists.
    package var itemCounts: ClosedRange<Int>
    /// Whether no two elements may be the same.
    package var hasUniqueItems: Bool

    /// No bound at all.
    static let anyCount = 0...Int.max

    /// No bounds at all.
    package init() {
      lengths = Self.anyCount
      itemCounts = Self.anyCount
      hasUniqueItems = false
    }
  }

  /// Empty: any type.
  package var types: Set<JSONType>
  /// Declared members by name; look them up with `property`.
  package var properties: [String: SchemaNode]
  /// Names that must be there.
  package var required: Set<String>
  /// What becomes of all other members.
  package var additional: AdditionalProperties
  /// A list of one schema, or of none.
  package var items: [SchemaNode]
  /// Empty: any value. `const` is an enumeration of one.
  package var enumeration: [JSONValue]
  /// Of texts.
  package var format: Format?
  /// Must match some part of a text.
  package var pattern: RegularExpression?
  /// Of numbers, texts and lists.
  package var bounds: Bounds
  /// Nil when the schema does not say.
  package var source: Source?
  /// Of no effect on what is valid.
  package var examples: [JSONValue]
  /// What people call it; of no effect on what is valid.
  package var title: String?
  /// What declared objects that are absent read as; see `completed`.
  private(set) var absentObjects: MapValue.Defaults

  /// A node that says nothing but this; without arguments, one that allows any value.
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
    absentObjects = .none
  }

  /// Whether a value that is absent stands for an empty map.
  package var isObject: Bool { types.subtracting([.null]) == [.object] }

  /// The node of a declared member, found by the bytes of its name.
  package func property(_ name: String) -> SchemaNode? { properties.value(named: name) }

  /// The paths of declared fields that are no objects, those near the top first.
  func leafPaths(limit: Int) -> [[String]] {
    var leaves: [[String]] = []
    var objects: [(path: [String], node: SchemaNode)] = [([], self)]
    while !objects.isEmpty, leaves.count < limit {
      var inner: [(path: [String], node: SchemaNode)] = []
      for (path, node) in objects {
        for (name, member) in node.properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
          if member.isObject {
            inner.append((path + [name], member))
          } else {
            leaves.append(path + [name])
          }
        }
      }
      objects = inner
    }
    return Array(leaves.prefix(limit))
  }

  /// The same schema, here and below, with what stands for absent objects worked out: once for
  /// a schema, not once for a request.
  func completed() -> SchemaNode {
    var node = self
    node.properties = properties.mapValues { $0.completed() }
    node.items = items.map { $0.completed() }
    if case .of(let inner) = additional { node.additional = .of(inner.completed()) }
    node.absentObjects = MapValue.Defaults(
      node.properties.filter { $0.value.isObject }.map { ($0.key, $0.value.absentValue) })
    return node
  }

  /// An empty map, in which the objects inside are absent, too.
  private var absentValue: Value { .map(MapValue([], defaults: absentObjects)) }
}
