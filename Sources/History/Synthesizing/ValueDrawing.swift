import CEL
import PolicyCore

/// Draws values that fit a schema.
struct ValueDrawing {
  var random: SeededGenerator
  /// Instants are drawn around it.
  var time: Timestamp
  /// How many values may still be drawn: a schema may ask for lists of lists of millions.
  private var budget = 20_000

  /// How many values in a hundred of a request to start from are drawn anew.
  private static let redrawnPercent = 30
  private static let truePercent = 20
  private static let presentPercent = 70
  private static let durations = ["1h", "4h", "8h", "24h", "72h"]
  private static let greatestLength = 1_000
  private static let greatestListCount = 1_000

  init(random: SeededGenerator, time: Timestamp) {
    self.random = random
    self.time = time
  }

  /// A value of a schema.
  mutating func value(of node: SchemaNode, named name: String = "") -> JSONValue {
    budget -= 1
    if let known = random.pick(node.choices) { return known }
    let types = SchemaNode.JSONType.allCases.filter { node.types.contains($0) && $0 != .null }
    switch random.pick(types) ?? (node.types.isEmpty ? .string : .null) {
    case .null: return .null
    case .boolean: return .bool(random.chance(Self.truePercent))
    case .integer: return .integer(random.wholeNumber(in: node.bounds))
    case .number: return random.number(in: node.bounds)
    case .string: return .string(text(of: node, named: name))
    case .array: return .array(list(of: node))
    case .object: return .object(object(of: node))
    }
  }

  /// The same value, some of its parts drawn anew where the schema names what to draw from.
  mutating func vary(_ value: JSONValue, as node: SchemaNode, named name: String = "") -> JSONValue
  {
    switch value {
    case .object(let object): return .object(vary(object, as: node))
    case .string where node.format == .dateTime && node.choices.isEmpty:
      return .string(instant(named: name))
    case .null, .bool, .integer, .double, .string, .array:
      return random.chance(Self.redrawnPercent) ? redraw(value, as: node) : value
    }
  }

  private mutating func redraw(_ value: JSONValue, as node: SchemaNode) -> JSONValue {
    if let known = random.pick(node.choices) { return known }
    switch value {
    case .bool: return .bool(random.chance(Self.truePercent))
    case .integer where node.bounds.isClosed: return .integer(random.wholeNumber(in: node.bounds))
    case .string where node.format == .duration:
      return random.pick(Self.durations).map { .string($0) } ?? value
    case .array where node.items.first?.choices.isEmpty == false: return .array(list(of: node))
    case .null, .integer, .double, .string, .array, .object: return value
    }
  }

  private mutating func vary(_ object: JSONObject, as node: SchemaNode) -> JSONObject {
    JSONObject(
      object.members.map { member in
        // What identifies somebody or something is not mixed up.
        guard !["id", "type", "owner"].contains(member.name),
          let inner = node.properties[member.name]
        else { return member }
        return .init(member.name, vary(member.value, as: inner, named: member.name))
      })
  }

  private mutating func object(of node: SchemaNode) -> JSONObject {
    var members: [JSONObject.Member] = []
    for (name, inner) in node.properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      guard node.required.contains(name) || random.chance(Self.presentPercent) else { continue }
      members.append(.init(name, value(of: inner, named: name)))
    }
    return JSONObject(members)
  }

  private mutating func list(of node: SchemaNode) -> [JSONValue] {
    let least = min(node.bounds.itemCounts.lowerBound, Self.greatestListCount)
    let most = min(node.bounds.itemCounts.upperBound, least + 3)
    let count = Int(random.whole(Int64(least)...Int64(max(least, most))))
    var elements: [JSONValue] = []
    for _ in 0..<min(count, max(budget, 0)) {
      elements.append(value(of: node.items.first ?? SchemaNode(types: [.string])))
    }
    return node.bounds.hasUniqueItems ? Self.distinct(elements) : elements
  }

  private static func distinct(_ elements: [JSONValue]) -> [JSONValue] {
    var seen: Set<[UInt8]> = []
    return elements.filter { seen.insert($0.canonicalBytes).inserted }
  }

  private mutating func text(of node: SchemaNode, named name: String) -> String {
    switch node.format {
    case .dateTime: return instant(named: name)
    case .duration: return random.pick(Self.durations) ?? "1h"
    case nil:
      let lengths = node.bounds.lengths
      let word = "value-\(random.whole(1...50))"
      let padding = max(0, min(lengths.lowerBound, Self.greatestLength) - word.utf8.count)
      return String((word + String(repeating: "x", count: padding)).prefix(lengths.upperBound))
    }
  }

  /// To the minute: attributes were observed within the half day before; all else is some months
  /// before to a year after.
  private mutating func instant(named name: String) -> String {
    let minutes = random.whole(name == "observedAt" ? -720 ... -1 : -100_000...500_000)
    return (Timestamp(seconds: time.seconds + minutes * 60) ?? time).description
  }
}

extension SchemaNode {
  /// The values it names.
  fileprivate var choices: [JSONValue] { enumeration.isEmpty ? examples : enumeration }
}

extension SchemaNode.Bounds {
  fileprivate var isClosed: Bool { minimum != nil && maximum != nil }
}

extension SeededGenerator {
  /// A whole number within bounds, if there is one.
  fileprivate mutating func wholeNumber(in bounds: SchemaNode.Bounds) -> Int64 {
    let (least, most) = Self.range(of: bounds, step: 1)
    let low = Int64(least.rounded(.up))
    let high = Int64(most.rounded(.down))
    return low <= high ? whole(low...high) : low
  }

  /// A whole number within bounds, or else one in their middle.
  fileprivate mutating func number(in bounds: SchemaNode.Bounds) -> JSONValue {
    let (least, most) = Self.range(of: bounds, step: 0)
    let whole = Double(wholeNumber(in: bounds))
    return .double(whole <= most ? whole : least + (most - least) / 2)
  }

  private static func range(of bounds: SchemaNode.Bounds, step: Double) -> (Double, Double) {
    let greatest = Double(JSONValue.greatestInteger)
    let least = bounds.minimum ?? bounds.exclusiveMinimum.map { $0 + step } ?? 0
    let most = bounds.maximum ?? bounds.exclusiveMaximum.map { $0 - step } ?? least + 100
    return (min(max(least, -greatest), greatest), min(max(most, -greatest), greatest))
  }
}
