import CEL
import Diagnostics

/// Every sentence that a finding about a condition can say.
extension Diagnostic {
  /// A finding as people read it.
  /// - Parameter others: the places of `ConditionFinding.others`.
  init(
    _ finding: ConditionFinding, _ use: ConditionUse, at location: SourceLocation,
    others: [SourceLocation]
  ) {
    switch finding.kind {
    case .outsideEnumeration(let value, let field, let values):
      self = .valueOutsideEnum(value, of: field, values: values, at: location)
    case .unguardedRead(let field):
      self = .unguardedField(field, use, at: location, others: others)
    case .always(let truth, let reason):
      self = .always(truth, because: reason, at: location, others: others)
    case .repeated(let logical):
      self = .duplicateCondition(logical, at: location, others: others)
    case .contradiction: self = .contradictoryConditions(at: location, others: others)
    case .allOfPossiblyEmpty(let list): self = .allOfEmptyList(list, at: location)
    case .pattern(let fault): self = .pattern(fault, at: location)
    }
  }

  private init(
    _ code: ConditionCode, _ severity: Severity, _ message: String, _ location: SourceLocation,
    labels: [Label] = [], notes: [String] = [], help: String
  ) {
    self.init(
      code: code.rawValue, severity: severity, message: message, location: location,
      labels: labels, notes: notes, help: help)
  }

  // MARK: - Fields

  private static func valueOutsideEnum(
    _ value: Constant, of field: String, values: [Constant], at location: SourceLocation
  ) -> Diagnostic {
    let written = values.map(\.written)
    let near = nearest(value, in: values)
    return Diagnostic(
      .valueOutsideEnum, .error,
      "\(inBackticks(field)) is never \(inBackticks(value.written))", location,
      notes: ["the values in the schema are \(listed(written))"],
      help: near.map { "did you mean \(inBackticks($0))?" }
        ?? "correct the value, or add it to the field's `enum` in the schema")
  }

  private static func nearest(_ value: Constant, in values: [Constant]) -> String? {
    guard case .string(let text) = value else { return nil }
    let texts = values.compactMap { value in
      if case .string(let text) = value { text } else { nil }
    }
    return Suggestion.nearest(to: text, in: texts).map { Constant.string($0).written }
  }

  private static func unguardedField(
    _ field: String, _ use: ConditionUse, at location: SourceLocation, others: [SourceLocation]
  ) -> Diagnostic {
    Diagnostic(
      .unguardedField, .warning, "\(inBackticks(field)) may be absent", location,
      labels: others.map { Label($0, "it is read here, too") },
      notes: [use.consequenceOfError],
      help: "ask first, with `has(...) && ...`, or require the field in the schema")
  }

  // MARK: - Logic

  private static func always(
    _ truth: Bool, because reason: ConditionFinding.Reason, at location: SourceLocation,
    others: [SourceLocation]
  ) -> Diagnostic {
    let why =
      switch reason {
      case .constant: "it reads nothing of a request"
      case .sameSides: "both sides are the same"
      case .values: "the values that are possible leave nothing else"
      case .alternatives: "one of the alternatives always holds"
      }
    return Diagnostic(
      truth ? .alwaysTrue : .alwaysFalse, .warning, "this is always \(truth): \(why)", location,
      labels: others.map { Label($0, "together with this") },
      help: "take it away, or write what was meant")
  }

  private static func duplicateCondition(
    _ logical: LogicalOperator, at location: SourceLocation, others: [SourceLocation]
  ) -> Diagnostic {
    Diagnostic(
      .duplicateCondition, .warning,
      "the same stands twice between `\(logical.rawValue)`", location,
      labels: others.map { Label($0, "it stands here first") },
      help: "take one of them away, or write what was meant")
  }

  private static func contradictoryConditions(
    at location: SourceLocation, others: [SourceLocation]
  ) -> Diagnostic {
    Diagnostic(
      .contradictoryConditions, .error, "this cannot hold together with what stands before",
      location, labels: others.map { Label($0, "it contradicts this") },
      help: "for alternatives write `||` or `in [...]`; else correct one of them")
  }

  // MARK: - What approves too much

  private static func allOfEmptyList(_ list: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .allOfEmptyList, .warning,
      "\(inBackticks(list)) may be empty, and `all` is true of an empty list", location,
      help: "add `size(...) > 0 &&`, or `minItems` in the schema")
  }

  private static func pattern(
    _ fault: ConditionFinding.PatternFault, at location: SourceLocation
  ) -> Diagnostic {
    switch fault {
    case .notAnchored:
      Diagnostic(
        .unanchoredPattern, .warning, "the pattern also matches a part of a text", location,
        notes: ["`^` and `$` are the ends of lines after `(?m)`; `\\A` and `\\z` are not"],
        help: "write `^...$`; `^.*...$` and the like say where more is allowed")
    case .looseAlternative:
      Diagnostic(
        .looseAlternative, .warning, "`^` and `$` do not hold for all alternatives", location,
        notes: ["`|` binds least: `^a|b$` is `^a` or `b$`"],
        help: "put the alternatives into a group: `^(a|b)$`")
    case .notConstant:
      Diagnostic(
        .patternNotConstant, .warning, "the pattern is only known when a request is decided",
        location, help: "write the pattern as a text, so that it can be checked")
    }
  }

  private static func listed(_ values: [String]) -> String {
    let greatestCount = 20
    let shown = values.prefix(greatestCount).map(inBackticks).joined(separator: ", ")
    return values.count > greatestCount
      ? "\(shown) and \(values.count - greatestCount) more" : shown
  }
}

extension Constant {
  /// As a condition writes it, but for escapes.
  fileprivate var written: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .int(let int): "\(int)"
    case .double(let double): "\(double)"
    case .string(let text): "\"\(text)\""
    case .timestamp(let instant): "\(instant)"
    case .duration(let duration): "\(duration)"
    }
  }
}
