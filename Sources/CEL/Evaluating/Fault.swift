/// An evaluation that has no value, as it travels inside the engine: small, without text.
///
/// Errors are often absorbed by `&&` and `||`; the sentence is made only for those that get out.
struct Fault: Error, Sendable {
  enum Reason: Sendable {
    case noSuchField(name: Int32)
    case noSuchKey
    case noOverload(ValueType, ValueType?)
    case divisionByZero
    case overflow
    case indexOutOfRange
    case duplicateKey
    case badKey(ValueType)
    case unresolved
    case missingBinding
    case invalid(StaticText)
    case costExceeded
    case sizeExceeded
    /// What a function of the environment said.
    case external(EvaluationError)
  }

  let reason: Reason
  /// The step that failed.
  let node: PlanID

  /// Whether the evaluation is over: what an exceeded limit would have found out cannot be
  /// absorbed, else the result would depend on the order of evaluation.
  var endsEvaluation: Bool {
    switch reason {
    case .costExceeded, .sizeExceeded: true
    case .noSuchField, .noSuchKey, .noOverload, .divisionByZero, .overflow, .indexOutOfRange,
      .duplicateKey, .badKey, .unresolved, .missingBinding, .invalid, .external:
      false
    }
  }
}

/// Sentences about invalid arguments; they never hold the argument.
enum StaticText: String, Sendable {
  case timestampText = "the text is not an RFC 3339 timestamp of the years 1 to 9999"
  case durationText = "the text is not a duration such as `1h30m`"
  case intText = "the text is not an int"
  case uintText = "the text is not a uint"
  case doubleText = "the text is not a double"
  case boolText = "the text is not a bool"
  case utf8 = "the bytes are not valid UTF-8"
  case pattern = "the text is not a valid regular expression"
  case patternSize = "the regular expression is too long"
  case timeZone = "only UTC and fixed offsets such as `+02:00` are time zones"
  case index = "the index is not a whole number"
  case base64 = "the text is not base64"
  case formatClause = "the format has a clause that is none of %s %d %f %e %b %o %x %X"
  case formatArgument = "an argument does not fit its clause in the format"
  case precision = "the format asks for more than 1000 digits"
  case negativeShift = "bits are shifted by less than nothing"
  case absentValue = "the optional value is absent"
  case emptyList = "there is no number to choose from"

  /// What to do about it where a constant is wrong.
  var help: String {
    switch self {
    case .timestampText: "for example `2026-03-01T10:00:00Z`"
    case .durationText: "units are h, m, s, ms, us and ns"
    case .timeZone: "use `UTC` or an offset such as `+02:00`"
    case .intText, .uintText, .doubleText, .boolText, .utf8, .pattern, .patternSize, .index,
      .base64, .formatClause, .formatArgument, .precision, .negativeShift, .absentValue,
      .emptyList:
      "change the constant"
    }
  }
}
