import CEL

/// Holds a document against a schema and makes what conditions see of it.
struct SchemaValidation {
  private(set) var problems = RequestProblems()
  /// Where reading stands; put into words only for a problem.
  private var path: [Step] = []

  private enum Step {
    case name(String)
    case index(Int)

    var text: String {
      switch self {
      case .name(let name): name
      case .index(let index): "\(index)"
      }
    }
  }

  /// The value for conditions; with problems, it is of no use.
  /// - Complexity: O(size of the document); readers bound its depth.
  mutating func read(_ document: JSONObject, as schema: RequestSchema) -> Value {
    read(.object(document), as: schema.root)
  }

  /// One value of a document.
  mutating func read(_ value: JSONValue, as node: SchemaNode) -> Value {
    guard node.types.isEmpty || node.types.contains(where: { $0.admits(value) }) else {
      report(.wrongType(expected: node.expectedTypes))
      return .null
    }
    if !node.enumeration.isEmpty, !node.enumeration.contains(where: { $0.isSame(as: value) }) {
      report(.notInEnumeration)
    }
    switch value {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .integer(let integer):
      checkBounds(Double(integer), node.bounds)
      return node.types.contains(.number) ? .double(Double(integer)) : .int(integer)
    case .double(let double):
      checkBounds(double, node.bounds)
      return .double(double)
    case .string(let text): return read(text, as: node)
    case .array(let elements): return read(elements, as: node)
    case .object(let object): return read(object, as: node)
    }
  }

  // MARK: - Texts

  private mutating func read(_ text: String, as node: SchemaNode) -> Value {
    if node.bounds.lengths != SchemaNode.Bounds.anyCount,
      !node.bounds.lengths.contains(text.unicodeScalars.count)
    {
      report(.wrongSize("a length of \(node.bounds.lengths.words)"))
    }
    if let pattern = node.pattern, !pattern.matchesPart(of: text) { report(.doesNotMatchPattern) }
    switch node.format {
    case nil: return .string(text)
    case .dateTime:
      if let instant = Timestamp.parse(text) { return .timestamp(instant) }
      report(.notAnInstant)
    case .duration:
      if let duration = PolicyDuration(text), let value = CELDuration(seconds: duration.seconds) {
        return .duration(value)
      }
      report(.notADuration)
    }
    return .null
  }

  // MARK: - Lists and objects

  private mutating func read(_ elements: [JSONValue], as node: SchemaNode) -> Value {
    if !node.bounds.itemCounts.contains(elements.count) {
      report(.wrongSize("\(node.bounds.itemCounts.words) entries"))
    }
    if node.bounds.hasUniqueItems, Set(elements.map(\.canonicalBytes)).count != elements.count {
      report(.wrongSize("distinct entries"))
    }
    let element = node.items.first ?? SchemaNode()
    return .list(
      elements.enumerated().map { index, value in read(value, as: element, at: .index(index)) })
  }

  private mutating func read(_ object: JSONObject, as node: SchemaNode) -> Value {
    var visible: [(String, Value)] = []
    visible.reserveCapacity(object.members.count)
    for member in object.members {
      if let inner = node.property(member.name) {
        visible.append((member.name, read(member.value, as: inner, at: .name(member.name))))
        continue
      }
      switch node.additional {
      case .hidden: break
      case .forbidden: report(.undeclared, at: .name(member.name))
      case .of(let inner):
        visible.append((member.name, read(member.value, as: inner, at: .name(member.name))))
      }
    }
    reportMissing(node.required.filter { object[$0] == nil })
    // Documents that differ in the order of members only have one digest, so one meaning.
    return .map(
      MapValue(visible.sorted { $0.0.precedesInUTF8($1.0) }, defaults: node.absentObjects))
  }

  private mutating func reportMissing(_ names: Set<String>) {
    for name in names.sorted(by: { $0.precedesInUTF8($1) }) {
      report(.missing, at: .name(name))
    }
  }

  private mutating func read(_ value: JSONValue, as node: SchemaNode, at step: Step) -> Value {
    path.append(step)
    defer { path.removeLast() }
    return read(value, as: node)
  }

  // MARK: - Numbers

  private mutating func checkBounds(_ number: Double, _ bounds: SchemaNode.Bounds) {
    if let least = bounds.minimum, number < least {
      report(.outOfBounds("at least \(ECMAScriptNumber.text(of: least))"))
    }
    if let most = bounds.maximum, number > most {
      report(.outOfBounds("at most \(ECMAScriptNumber.text(of: most))"))
    }
    if let least = bounds.exclusiveMinimum, number <= least {
      report(.outOfBounds("more than \(ECMAScriptNumber.text(of: least))"))
    }
    if let most = bounds.exclusiveMaximum, number >= most {
      report(.outOfBounds("less than \(ECMAScriptNumber.text(of: most))"))
    }
  }

  // MARK: - Problems

  private mutating func report(_ reason: InvalidRequest.Reason) {
    problems.report(path.map(\.text).joined(separator: "."), reason)
  }

  private mutating func report(_ reason: InvalidRequest.Reason, at step: Step) {
    problems.report((path + [step]).map(\.text).joined(separator: "."), reason)
  }
}
