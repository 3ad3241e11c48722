package import CEL

/// The schema of a request, and the names that conditions see.
package struct RequestSchema: Sendable {
  /// As written, with what every request has.
  package let root: SchemaNode
  /// The same for reading.
  let plan: SchemaPlan
  /// Of the bytes of the schema file; empty for the standard schema. Equal ones read alike.
  package let digest: String
  /// Whether the repository has a schema of its own.
  package var isWritten: Bool { !digest.isEmpty }
  /// The top-level fields, sorted; each is a CEL variable. One that is named like the instant is not
  /// visible to conditions.
  package let fields: [String]
  /// Slots for the fields inside of objects, down to those that are no objects.
  package let slots: FieldIndex

  /// The instant of the decision; the last variable.
  package static let instantVariable = "now"

  /// All variables in the order of their slots.
  package var variables: [String] { fields + [Self.instantVariable] }

  /// Adds to a schema what every request has (design document, section 2.1).
  package init(_ written: SchemaNode, digest: String = "") {
    self.digest = digest
    root = Self.merge(base: Self.essentials, written: written, isRequired: true).completed()
    plan = SchemaPlan(root)
    // A field of that name must not stand for the instant of the decision.
    fields = root.properties.keys.filter { !$0.hasSameUTF8(as: Self.instantVariable) }
      .sorted { $0.precedesInUTF8($1) }
    slots = FieldIndex(variables: fields, paths: root.leafPaths(limit: Self.greatestSlotCount))
  }

  /// A request is looked through once for each slot; a schema with more fields is a rare one.
  private static let greatestSlotCount = 256

  /// The schema of a repository without schema/request.schema.json.
  package static let standard = RequestSchema(standardNode)

  /// The node of a path, if the schema declares it.
  package func node(at path: [String]) -> SchemaNode? {
    path.reduce(Optional(root)) { node, name in
      if let declared = node?.property(name) { return declared }
      if case .of(let member) = node?.additional { return member }
      return nil
    }
  }

  // MARK: - What every request has

  private static let text = SchemaNode(types: [.string])

  private static let essentials = SchemaNode(
    types: [.object],
    properties: [
      "id": text,
      "time": SchemaNode(types: [.string], format: .dateTime),
      "subject": SchemaNode(types: [.object], properties: ["id": text], required: ["id"]),
      "action": SchemaNode(types: [.object], properties: ["name": text], required: ["name"]),
      "resource": SchemaNode(types: [.object], properties: ["id": text], required: ["id"]),
      "context": SchemaNode(types: [.object]),
      "requester": party,
      "actors": actors,
      "reverses": text,
    ],
    required: ["id", "time", "subject", "action", "resource"],
    additional: .forbidden)

  /// A subject by its id alone, or with its type and owner.
  private static let party = SchemaNode(
    types: [.string, .object],
    properties: ["id": text, "type": text, "owner": text], required: ["id"])

  private static var actors: SchemaNode {
    var node = SchemaNode(types: [.array])
    node.items = [party]
    return node
  }

  private static var texts: SchemaNode {
    var node = SchemaNode(types: [.array])
    node.items = [text]
    return node
  }

  private static var standardNode: SchemaNode {
    let instant = SchemaNode(types: [.string], format: .dateTime)
    return SchemaNode(
      types: [.object],
      properties: [
        "subject": SchemaNode(
          types: [.object],
          properties: [
            "id": text, "type": text, "owner": text, "groups": texts, "observedAt": instant,
          ]),
        "resource": SchemaNode(
          types: [.object],
          properties: [
            "id": text, "type": text, "environment": text, "sensitivity": text, "owner": text,
            "observedAt": instant,
          ]),
        "context": SchemaNode(
          types: [.object],
          properties: [
            "ticket": text, "justification": text, "role": text,
            "duration": SchemaNode(types: [.string], format: .duration),
            "emergency": SchemaNode(types: [.boolean]),
          ]),
      ])
  }

  /// The written schema decides, but what the engine reads keeps its type and stays required, and
  /// top-level fields are those that the schema names.
  private static func merge(
    base: SchemaNode, written: SchemaNode, isRequired: Bool
  ) -> SchemaNode {
    var node = written
    node.types = types(base: base.types, written: written.types, isRequired: isRequired)
    if let format = base.format { node.format = format }
    node.required.formUnion(base.required)
    for (name, inner) in base.properties {
      let own = written.property(name).map {
        merge(base: inner, written: $0, isRequired: base.required.contains(name))
      }
      node.properties[name] = own ?? inner
    }
    if case .forbidden = base.additional { node.additional = .forbidden }
    node.items = base.items.map { inner in
      written.items.first.map { merge(base: inner, written: $0, isRequired: true) } ?? inner
    }
    if base.items.isEmpty { node.items = written.items }
    return node
  }

  /// Those of the engine that the schema allows, too; only what may be missing may be null.
  private static func types(
    base: Set<SchemaNode.JSONType>, written: Set<SchemaNode.JSONType>, isRequired: Bool
  ) -> Set<SchemaNode.JSONType> {
    let allowed = isRequired ? base : base.union([.null])
    let common = written.intersection(allowed)
    return common.isEmpty ? base : common
  }
}
