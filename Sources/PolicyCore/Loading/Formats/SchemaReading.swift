import CEL
import Diagnostics

/// Reads schema/request.schema.json: the stated subset of JSON Schema 2020-12.
struct SchemaReading {
  private static let supported = [
    "$schema", "$id", "$comment", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "const", "format", "pattern", "minLength",
    "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems",
    "maxItems", "uniqueItems", "examples", "default", "deprecated", "x-source",
  ]

  private static let dialect = "https://json-schema.org/draft/2020-12/schema"

  /// The schema that a file holds; what could not be read of it has been reported.
  static func read(_ root: DocumentNode, _ reader: inout DocumentReader) -> SchemaNode {
    let schema = readNode(root, &reader)
    checkReservedFields(of: root, &reader)
    checkTypes(of: root, schema, against: RequestSchema(SchemaNode()).root, &reader)
    return schema
  }

  /// Top-level fields that mean something else: a request must not say what the time is.
  private static let reservedFields = [
    RequestSchema.instantVariable: "it is the instant of the decision",
    "approvals": "a record keeps the approvals there",
    "outcome": "a record keeps what happened there",
  ]

  private static func checkReservedFields(
    of root: DocumentNode, _ reader: inout DocumentReader
  ) {
    for member in root.member("properties")?.members ?? [] {
      guard let reason = reservedFields[member.key] else { continue }
      reader.report(
        .keyDoesNotBelong(
          member.key, because: reason, at: reader.location(member.keyRange)))
    }
  }

  /// What the engine reads keeps its type, whatever a schema adds to it.
  private static func checkTypes(
    of node: DocumentNode, _ written: SchemaNode, against base: SchemaNode,
    _ reader: inout DocumentReader
  ) {
    if !base.types.isEmpty, !written.types.isSubset(of: base.types), let type = node.member("type")
    {
      reader.report(
        .wrongType(
          expected: "the type of this field to be \(base.expectedTypes)",
          found: written.expectedTypes, at: reader.location(type)))
    }
    for member in node.member("properties")?.members ?? [] {
      guard let inner = written.properties[member.key], let base = base.properties[member.key]
      else { continue }
      checkTypes(of: member.value, inner, against: base, &reader)
    }
  }

  private static func readNode(_ node: DocumentNode, _ reader: inout DocumentReader) -> SchemaNode {
    var schema = SchemaNode()
    guard case .mapping(let keywords) = node.content else {
      reader.reportType(expected: "a schema, which is an object", node)
      return schema
    }
    for keyword in keywords { readKeyword(keyword, into: &schema, &reader) }
    return schema
  }

  private static func readKeyword(
    _ member: DocumentNode.Member, into schema: inout SchemaNode, _ reader: inout DocumentReader
  ) {
    let value = member.value
    switch member.key {
    case "$schema": readDialect(value, &reader)
    case "$id", "$comment", "description": _ = string(value, &reader)
    case "title": schema.title = string(value, &reader)
    case "type": schema.types = readTypes(value, &reader)
    case "properties": schema.properties = readProperties(value, &reader)
    case "required": schema.required = Set(strings(value, &reader))
    case "additionalProperties": schema.additional = readAdditional(value, &reader)
    case "items": schema.items = [readNode(value, &reader)]
    case "enum": schema.enumeration = readValues(value, &reader)
    case "const": schema.enumeration = reader.jsonValue(value).map { [$0] } ?? []
    case "examples": schema.examples = readValues(value, &reader)
    case "default": _ = reader.jsonValue(value)
    case "deprecated": _ = reader.flag(value)
    case "uniqueItems": schema.bounds.hasUniqueItems = reader.flag(value) ?? false
    case "format": schema.format = choice(value, &reader)
    case "x-source": schema.source = choice(value, &reader)
    case "pattern": schema.pattern = readPattern(value, &reader)
    case "minLength", "maxLength", "minItems", "maxItems":
      readCount(member, into: &schema.bounds, &reader)
    case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
      readNumber(member, into: &schema.bounds, &reader)
    default:
      reader.report(
        .unsupportedKeyword(
          member.key, supported: supported, at: reader.location(member.keyRange)))
    }
  }

  private static func readDialect(_ node: DocumentNode, _ reader: inout DocumentReader) {
    guard let text = string(node, &reader), text != dialect else { return }
    reader.report(.unknownValue(text, known: [dialect], at: reader.location(node)))
  }

  private static func readTypes(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Set<SchemaNode.JSONType> {
    guard case .list(let nodes) = node.content else {
      let type: SchemaNode.JSONType? = choice(node, &reader)
      return type.map { [$0] } ?? []
    }
    if nodes.isEmpty { reader.report(.emptyList("`type`", at: reader.location(node))) }
    return Set(nodes.compactMap { choice($0, &reader) })
  }

  private static func readProperties(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> [String: SchemaNode] {
    guard case .mapping(let members) = node.content else {
      reader.reportType(expected: "an object", node)
      return [:]
    }
    return Dictionary(members.map { ($0.key, readNode($0.value, &reader)) }) { first, _ in first }
  }

  private static func readAdditional(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> SchemaNode.AdditionalProperties {
    guard case .mapping = node.content else {
      guard let isAllowed = reader.flag(node) else { return .hidden }
      return isAllowed ? .hidden : .forbidden
    }
    return .of(readNode(node, &reader))
  }

  private static func readValues(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> [JSONValue] {
    (reader.nonEmptyList(node, "the list of values") ?? []).compactMap { reader.jsonValue($0) }
  }

  private static func readPattern(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> RegularExpression? {
    guard let text = string(node, &reader) else { return nil }
    let greatestByteCount = 1_000
    guard text.utf8.count <= greatestByteCount else {
      reader.report(
        .notAPattern("it is longer than \(greatestByteCount) bytes", at: reader.location(node)))
      return nil
    }
    do throws(RegularExpression.Refusal) {
      return try RegularExpression(text)
    } catch {
      reader.report(.notAPattern(error.reason, at: reader.location(node)))
      return nil
    }
  }

  private static func readCount(
    _ member: DocumentNode.Member, into bounds: inout SchemaNode.Bounds,
    _ reader: inout DocumentReader
  ) {
    guard let count = reader.count(member.value, minimum: 0) else { return }
    switch member.key {
    case "minLength": bounds.lengths = count...max(count, bounds.lengths.upperBound)
    case "maxLength": bounds.lengths = min(count, bounds.lengths.lowerBound)...count
    case "minItems": bounds.itemCounts = count...max(count, bounds.itemCounts.upperBound)
    default: bounds.itemCounts = min(count, bounds.itemCounts.lowerBound)...count
    }
  }

  private static func readNumber(
    _ member: DocumentNode.Member, into bounds: inout SchemaNode.Bounds,
    _ reader: inout DocumentReader
  ) {
    guard let number = number(member.value, &reader) else { return }
    switch member.key {
    case "minimum": bounds.minimum = number
    case "maximum": bounds.maximum = number
    case "exclusiveMinimum": bounds.exclusiveMinimum = number
    default: bounds.exclusiveMaximum = number
    }
  }

  // MARK: - JSON's types

  private static func number(_ node: DocumentNode, _ reader: inout DocumentReader) -> Double? {
    switch reader.jsonValue(node) {
    case .integer(let integer): return Double(integer)
    case .double(let double): return double
    case nil: return nil
    case .null, .bool, .string, .array, .object:
      reader.reportType(expected: "a number", node)
      return nil
    }
  }

  private static func string(_ node: DocumentNode, _ reader: inout DocumentReader) -> String? {
    guard case .scalar(let scalar) = node.content, scalar.style == .doubleQuoted else {
      reader.reportType(expected: "text in double quotes", node)
      return nil
    }
    return scalar.text
  }

  private static func strings(_ node: DocumentNode, _ reader: inout DocumentReader) -> [String] {
    (reader.list(node) ?? []).compactMap { string($0, &reader) }
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Choice? {
    string(node, &reader) == nil ? nil : reader.choice(node, of: Choice.self)
  }
}

extension DocumentReader {
  /// A value whose type nobody asks for: `true`, `false`, `null` and numbers as JSON writes them
  /// where they are not quoted, every other scalar a text.
  mutating func jsonValue(_ node: DocumentNode) -> JSONValue? {
    switch node.content {
    case .refused: return nil
    case .list(let values): return .array(values.compactMap { jsonValue($0) })
    case .mapping(let members):
      return .object(
        JSONObject(
          members.compactMap { member in
            jsonValue(member.value).map { JSONObject.Member(member.key, $0) }
          }))
    case .scalar(let scalar): return scalarValue(scalar, node)
    }
  }

  private mutating func scalarValue(
    _ scalar: DocumentNode.Scalar, _ node: DocumentNode
  ) -> JSONValue? {
    guard scalar.style == .plain else { return .string(scalar.text) }
    switch scalar.text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null", "": return .null
    default: break
    }
    guard JSONNumber.isValid(scalar.text) else { return .string(scalar.text) }
    if let number = JSONNumber.value(scalar.text) { return number }
    report(
      .numberOutOfRange(
        scalar.text, expected: "a number that every JSON reader keeps exactly",
        at: location(node), help: "quote it if it is text"))
    return nil
  }
}
