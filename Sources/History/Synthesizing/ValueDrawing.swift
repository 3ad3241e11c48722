import CEL
import PolicyCore

/// Draws values that fit a schema.
struct ValueDrawing {
  var random: SeededGenerator
  /// Instants are drawn around it.
  var time: Timestamp

  /// How many values in a hundred of a request to start from are drawn anew.
  private static let redrawnPercent = 30

  /// A value of a schema.
  mutating func value(of node: SchemaNode) -> JSONValue {
    if let known = random.pick(node.enumeration.isEmpty ? node.examples : node.enumeration) {
      return known
    }
    let types = SchemaNode.JSONType.allCases.filter { node.types.contains($0) && $0 != .null }
    switch random.pick(types) ?? .string {
    case .null: return .null
    case .boolean: return .bool(random.chance(20))
    case .integer: return .integer(wholeNumber(in: node.bounds))
    case .number: return .double(Double(wholeNumber(in: node.bounds)))
    case .string: return .string(text(of: node))
    case .array: return .array(list(of: node))
    case .object: return .object(object(of: node))
    }
  }

  /// The same value, some of its parts drawn anew where the schema names what to draw from.
  mutating func vary(_ value: JSONValue, as node: SchemaNode) -> JSONValue {
    switch value {
    case .object(let object): return .object(vary(object, as: node))
    case .string where node.format == .dateTime: return .string(instantNearby())
    case .null, .bool, .integer, .double, .string, .array:
      let choices = node.enumeration.isEmpty ? node.examples : node.enumeration
      guard random.chance(Self.redrawnPercent) else { return value }
      if case .bool = value, choices.isEmpty { return .bool(random.chance(20)) }
      return random.pick(choices) ?? value
    }
  }

  private mutating func vary(_ object: JSONObject, as node: SchemaNode) -> JSONObject {
    var members: [JSONObject.Member] = []
    for member in object.members {
      // What identifies somebody or something is not mixed up.
      let isIdentity = member.name == "id" || member.name == "type" || member.name == "owner"
      let inner = isIdentity ? nil : node.properties[member.name]
      members.append(.init(member.name, inner.map { vary(member.value, as: $0) } ?? member.value))
    }
    return JSONObject(members)
  }

  private mutating func object(of node: SchemaNode) -> JSONObject {
    var members: [JSONObject.Member] = []
    for name in node.properties.keys.sorted() {
      guard let inner = node.properties[name] else { continue }
      guard node.required.contains(name) || random.chance(70) else { continue }
      members.append(.init(name, value(of: inner)))
    }
    return JSONObject(members)
  }

  private mutating func list(of node: SchemaNode) -> [JSONValue] {
    let counts = node.bounds.itemCounts
    let most = min(counts.upperBound, counts.lowerBound + 3)
    let count = Int(random.whole(Int64(counts.lowerBound)...Int64(most)))
    return (0..<count).map { _ in value(of: node.items.first ?? SchemaNode(types: [.string])) }
  }

  private mutating func text(of node: SchemaNode) -> String {
    switch node.format {
    case .dateTime: return instantNearby()
    case .duration: return random.pick(["1h", "4h", "8h", "24h", "72h"]) ?? "1h"
    case nil:
      let shortest = node.bounds.lengths.lowerBound
      let word = "value-\(random.whole(1...50))"
      return word + String(repeating: "x", count: max(0, min(shortest, 1_000) - word.count))
    }
  }

  private mutating func wholeNumber(in bounds: SchemaNode.Bounds) -> Int64 {
    let least = bounds.minimum ?? bounds.exclusiveMinimum.map { $0 + 1 } ?? 0
    let most = bounds.maximum ?? bounds.exclusiveMaximum.map { $0 - 1 } ?? least + 100
    let range = Double(-JSONValue.greatestInteger)...Double(JSONValue.greatestInteger)
    let low = Int64(min(max(least, range.lowerBound), range.upperBound).rounded(.up))
    let high = Int64(min(max(most, range.lowerBound), range.upperBound).rounded(.down))
    return low <= high ? random.whole(low...high) : low
  }

  /// Within a year before or after, to the minute.
  private mutating func instantNearby() -> String {
    let minutes = random.whole(-100_000...500_000)
    return (Timestamp(seconds: time.seconds + minutes * 60) ?? time).description
  }
}
