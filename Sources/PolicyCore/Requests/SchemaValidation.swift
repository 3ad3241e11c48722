import CEL

/// Holds a document against a schema and makes what conditions see of it.
struct SchemaValidation {
  private(set) var problems: [InvalidRequest.Problem] = []

  /// The value for conditions; problems are collected, and the value is then of no use.
  /// - Complexity: O(size of the document); readers bound its depth.
  mutating func read(_ value: JSONValue, as node: SchemaNode, at path: [String]) -> Value {
    guard node.types.isEmpty || node.types.contains(where: { $0.admits(value) }) else {
      report(.wrongType(expected: node.expectedTypes), at: path)
      return .null
    }
    if !node.enumeration.isEmpty, !node.enumeration.contains(where: { $0.isSame(as: value) }) {
      report(.notInEnumeration, at: path)
    }
    switch value {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .integer(let integer):
      checkBounds(Double(integer), node, at: path)
      return node.types.contains(.number) ? .double(Double(integer)) : .int(integer)
    case .double(let double):
      checkBounds(double, node, at: path)
      return .double(double)
    case .string(let text): return read(text, as: node, at: path)
    case .array(let elements): return read(elements, as: node, at: path)
    case .object(let object): return read(object, as: node, at: path)
    }
  }

  private mutating func read(_ text: String, as node: SchemaNode, at path: [String]) -> Value {
    if !node.bounds.lengths.contains(text.unicodeScalars.count) {
      report(.outOfBounds("a length of \(node.bounds.lengths.words)"), at: path)
    }
    if let pattern = node.pattern, !pattern.matchesPart(of: text) {
      report(.doesNotMatchPattern, at: path)
    }
    switch node.format {
    case nil: return .string(text)
    case .dateTime:
      if let instant = Timestamp.parse(text) { return .timestamp(instant) }
      report(.notAnInstant, at: path)
    case .duration:
      if let duration = PolicyDuration(text), let value = CELDuration(seconds: duration.seconds) {
        return .duration(value)
      }
      report(.notADuration, at: path)
    }
    return .null
  }

  private mutating func read(
    _ elements: [JSONValue], as node: SchemaNode, at path: [String]
  ) -> Value {
    if !node.bounds.itemCounts.contains(elements.count) {
      report(.outOfBounds("\(node.bounds.itemCounts.words) entries"), at: path)
    }
    if node.bounds.hasUniqueItems, Set(elements.map(\.canonicalBytes)).count != elements.count {
      report(.outOfBounds("distinct entries"), at: path)
    }
    let element = node.items.first ?? SchemaNode()
    return .list(
      elements.enumerated().map { index, value in
        read(value, as: element, at: path + ["\(index)"])
      })
  }

  private mutating func read(_ object: JSONObject, as node: SchemaNode, at path: [String]) -> Value
  {
    var visible: [(String, Value)] = []
    visible.reserveCapacity(object.members.count)
    for member in object.members {
      if let inner = node.properties[member.name] {
        visible.append((member.name, read(member.value, as: inner, at: path + [member.name])))
        continue
      }
      switch node.additional {
      case .hidden: break
      case .forbidden: report(.undeclared, at: path + [member.name])
      case .of(let inner):
        visible.append((member.name, read(member.value, as: inner, at: path + [member.name])))
      }
    }
    for name in node.required.filter({ object[$0] == nil }).sorted() {
      report(.missing, at: path + [name])
    }
    addAbsentObjects(of: node, to: &visible, of: object)
    return .map(visible)
  }

  /// An absent optional object is an empty map.
  private func addAbsentObjects(
    of node: SchemaNode, to visible: inout [(String, Value)], of object: JSONObject
  ) {
    for (name, inner) in node.properties where inner.isObject && object[name] == nil {
      visible.append((name, .map([])))
    }
  }

  private mutating func checkBounds(_ number: Double, _ node: SchemaNode, at path: [String]) {
    let bounds = node.bounds
    if let least = bounds.minimum, number < least {
      report(.outOfBounds("at least \(least)"), at: path)
    }
    if let most = bounds.maximum, number > most {
      report(.outOfBounds("at most \(most)"), at: path)
    }
    if let least = bounds.exclusiveMinimum, number <= least {
      report(.outOfBounds("more than \(least)"), at: path)
    }
    if let most = bounds.exclusiveMaximum, number >= most {
      report(.outOfBounds("less than \(most)"), at: path)
    }
  }

  private mutating func report(_ reason: InvalidRequest.Reason, at path: [String]) {
    problems.append(.init(path: path.joined(separator: "."), reason: reason))
  }
}
