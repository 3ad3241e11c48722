import CEL

/// Holds a document against a schema and makes what conditions see of it.
struct SchemaValidation {
  private var found: [(path: [Step], reason: InvalidRequest.Reason)] = []
  private var notShown = 0
  /// Where reading stands; put into words only for a problem that somebody reads.
  private var path: [Step] = []

  /// What is wrong with what has been read.
  var problems: RequestProblems {
    RequestProblems(
      found.map { .init(path: $0.path.map(\.text).joined(separator: "."), reason: $0.reason) },
      notShown: notShown)
  }

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
    read(.object(document), as: schema.plan)
  }

  /// One value of a document.
  mutating func read(_ value: JSONValue, as plan: SchemaPlan) -> Value {
    guard plan.admits(value) else {
      report(.wrongType(expected: plan.expectedTypes))
      return .null
    }
    if !plan.enumeration.isEmpty, !plan.enumeration.contains(where: { $0.isSame(as: value) }) {
      report(.notInEnumeration)
    }
    switch value {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .integer(let integer):
      if plan.hasNumberBounds { checkBounds(Double(integer), plan.bounds) }
      return plan.isNumber ? .double(Double(integer)) : .int(integer)
    case .double(let double):
      if plan.hasNumberBounds { checkBounds(double, plan.bounds) }
      return .double(double)
    case .string(let text): return read(text, as: plan)
    case .array(let elements): return read(elements, as: plan)
    case .object(let object): return read(object, as: plan)
    }
  }

  // MARK: - Texts

  private mutating func read(_ text: String, as plan: SchemaPlan) -> Value {
    if plan.bounds.lengths != SchemaNode.Bounds.anyCount,
      !plan.bounds.lengths.contains(text.unicodeScalars.count)
    {
      report(.wrongSize("a length of \(plan.bounds.lengths.words)"))
    }
    if let pattern = plan.pattern, !pattern.matchesPart(of: text) { report(.doesNotMatchPattern) }
    switch plan.format {
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

  private mutating func read(_ elements: [JSONValue], as plan: SchemaPlan) -> Value {
    if !plan.bounds.itemCounts.contains(elements.count) {
      report(.wrongSize("\(plan.bounds.itemCounts.words) entries"))
    }
    if plan.bounds.hasUniqueItems, Set(elements.map(\.canonicalBytes)).count != elements.count {
      report(.wrongSize("distinct entries"))
    }
    let element = plan.items ?? Self.anything
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for index in elements.indices {
      values.append(read(elements[index], as: element, at: .index(index)))
    }
    return .list(values)
  }

  private static let anything = SchemaPlan(SchemaNode())

  /// Documents that differ in the order of members only have one digest, so one meaning: entries are
  /// sorted by name.
  private mutating func read(_ object: JSONObject, as plan: SchemaPlan) -> Value {
    var declared: [Value?] = Array(repeating: nil, count: plan.members.count)
    var others: [MapValue.Entry] = []
    for member in object.members {
      if let place = plan.place(of: member.name) {
        let inner = plan.members[place].plan
        declared[place] = read(member.value, as: inner, at: .name(member.name))
        continue
      }
      switch plan.additional {
      case .hidden: break
      case .forbidden: report(.undeclared, at: .name(member.name))
      case .of(let inner):
        let value = read(member.value, as: inner, at: .name(member.name))
        others.append(.init(key: .string(member.name), value: value))
      }
    }
    reportMissing(in: object, declared, plan)
    var entries: [MapValue.Entry] = []
    entries.reserveCapacity(object.members.count)
    for (place, value) in declared.enumerated() {
      guard let value else { continue }
      entries.append(.init(key: .string(plan.members[place].name), value: value))
    }
    if !others.isEmpty {
      entries = (entries + others).sorted { $0.name.precedesInUTF8($1.name) }
    }
    return .map(MapValue(named: entries, defaults: plan.absentObjects))
  }

  private mutating func reportMissing(
    in object: JSONObject, _ declared: [Value?], _ plan: SchemaPlan
  ) {
    let besides = plan.requiredBesides.filter { object[$0] == nil }
    let missing = declared.indices.lazy
      .filter { declared[$0] == nil && plan.members[$0].isRequired }
      .map { plan.members[$0].name }
    guard besides.isEmpty else {
      for name in (besides + missing).sorted(by: { $0.precedesInUTF8($1) }) {
        report(.missing, at: .name(name))
      }
      return
    }
    // Members are sorted by name.
    for name in missing { report(.missing, at: .name(name)) }
  }

  private mutating func read(_ value: JSONValue, as plan: SchemaPlan, at step: Step) -> Value {
    path.append(step)
    defer { path.removeLast() }
    return read(value, as: plan)
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
    guard found.count < RequestProblems.greatestCount else { return notShown += 1 }
    found.append((path, reason))
  }

  private mutating func report(_ reason: InvalidRequest.Reason, at step: Step) {
    guard found.count < RequestProblems.greatestCount else { return notShown += 1 }
    found.append((path + [step], reason))
  }
}

extension MapValue.Entry {
  /// The key; empty where it is no text.
  fileprivate var name: String {
    guard case .string(let name) = key else { return "" }
    return name
  }
}
