import CEL

/// A part of a condition that made it what it is, with the values it read.
package struct DecidingPart: Sendable, Hashable {
  /// As one line of CEL.
  package var text: String
  /// What became of it.
  package var truth: ClauseState.Truth
  /// In the order of the text; empty where it reads no field.
  package var values: [ReadValue]
}

/// A field of the request and what was found there.
package struct ReadValue: Sendable, Hashable {
  /// What was found.
  package enum Finding: Sendable, Hashable {
    case value(JSONValue)
    /// Only whether it is there was asked, and it is.
    case present
    /// Only whether it is there was asked, and it is not.
    case absent
    /// There is none to read; says why.
    case unreadable(String)
  }

  /// Such as `resource.environment`.
  package var path: FieldPath
  /// What was found.
  package var finding: Finding
}

extension Condition {
  /// What it amounts to for a request, and the parts that made it so: the first that decided, or
  /// all of them where none could decide alone.
  func account(_ bindings: Bindings) -> (truth: ClauseState.Truth, parts: [DecidingPart]) {
    let trace = program.trace(bindings)
    let reading = TraceWords(syntax: program.syntax, trace: trace)
    return (Self.truth(of: trace.outcome), trace.reasons.map(reading.part))
  }

  /// A value that is no bool counts as an error, as it does when deciding.
  fileprivate static func truth(of outcome: TracedOutcome) -> ClauseState.Truth {
    switch outcome {
    case .value(.bool(true)): .holds
    case .value(.bool(false)): .fails
    case .value(let value): .errs("the condition is \(value.type.name), not bool")
    case .failure(let error): .errs(error.message)
    }
  }
}

/// Puts what a trace found into words of ours.
private struct TraceWords {
  let syntax: Syntax
  let trace: Trace

  func part(_ id: Syntax.NodeID) -> DecidingPart {
    DecidingPart(
      text: syntax.printed(id), truth: trace[id].map(Condition.truth) ?? .fails,
      values: values(in: id))
  }

  /// The trace has each path once; another part that reads it read the same.
  private func values(in part: Syntax.NodeID) -> [ReadValue] {
    let span = syntax.span(part)
    let inside = syntax.ids.filter { span.contains(syntax.span($0)) }
    let paths = inside.compactMap { id in path(id).map { (id: id, path: FieldPath($0)) } }
    return trace.fields.compactMap { field in
      let path = FieldPath(field.path)
      let places = paths.filter { $0.path == path }
      guard !places.isEmpty else { return nil }
      // Where it was only asked whether the field is there, another part may have read it.
      let read = places.lazy.compactMap { trace[$0.id] }.first
      return ReadValue(path: path, finding: read.map(finding) ?? finding(field.finding))
    }
  }

  /// The names of `a.b["c"]`; nil where something else is selected from.
  private func path(_ id: Syntax.NodeID) -> [String]? {
    switch syntax[id] {
    case .name(let name, _): return [name]
    case .select(let operand, let field): return path(operand).map { $0 + [field] }
    case .index(let operand, let key):
      guard case .string(let name) = syntax[key] else { return nil }
      return path(operand).map { $0 + [name] }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .call, .list, .map, .unary, .binary,
      .logical, .conditional, .optionalSelect, .optionalMark, .invalid:
      return nil
    }
  }

  private func finding(_ outcome: TracedOutcome) -> ReadValue.Finding {
    switch outcome {
    case .value(let value): .value(JSONValue(shown: value))
    case .failure(let error): .unreadable(error.message)
    }
  }

  private func finding(_ finding: TracedField.Finding) -> ReadValue.Finding {
    switch finding {
    case .value(let value): .value(JSONValue(shown: value))
    case .present: .present
    case .absent: .absent
    case .failure(let error): .unreadable(error.message)
    }
  }
}

extension Range<Int> {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}

extension JSONValue {
  /// A value of a condition as a document would have it; instants and durations are texts.
  init(shown value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = Self.number(Int64(int))
    case .uint(let uint): self = Int64(exactly: uint).map(Self.number) ?? .string(String(uint))
    case .double(let double): self = double.isFinite ? .double(double) : .string("\(double)")
    case .string(let text): self = .string(text)
    case .bytes(let bytes): self = .string("\(bytes.count) bytes")
    case .list(let elements): self = .array(elements.map { JSONValue(shown: $0) })
    case .map(let map): self = Self.map(map)
    case .timestamp(let instant): self = .string(instant.description)
    case .duration(let duration): self = .string(duration.description)
    case .type(let type): self = .string(type.name)
    case .optional(let optional): self = optional.value.map { JSONValue(shown: $0) } ?? .null
    }
  }

  /// Readers do not agree on greater integers.
  private static func number(_ number: Int64) -> JSONValue {
    number.magnitude <= UInt64(greatestInteger) ? .integer(number) : .string(String(number))
  }

  /// Keys that are no text, or the same text, cannot be members of an object.
  private static func map(_ map: MapValue) -> JSONValue {
    let members = map.entries.compactMap { entry -> JSONObject.Member? in
      guard case .string(let name) = entry.key else { return nil }
      return JSONObject.Member(name, JSONValue(shown: entry.value))
    }
    guard members.count == map.entries.count else { return .string("\(map.count) entries") }
    return .object(JSONObject(members))
  }
}
