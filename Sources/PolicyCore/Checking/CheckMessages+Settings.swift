import Diagnostics

/// What can be said about severities and suppressions.
extension Diagnostic {
  static func unknownFindingCode(_ code: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .unknownFindingCode, .error, "no finding has the code \(inBackticks(code))", location,
      help: Suggestion.help(for: code, in: FindingCodes.all.sorted())
        ?? "write the code that stands in brackets before a finding")
  }

  static func cannotBeLowered(_ code: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .cannotBeLowered, .error, "\(inBackticks(code)) can be neither lowered nor suppressed",
      location,
      notes: ["it stays an error; what is written here has no effect"],
      help: "take this away, and mend what the finding is about")
  }

  static func suppressionExpired(_ suppression: Suppression) -> Diagnostic {
    Diagnostic(
      .suppressionExpired, .warning,
      "the suppression of \(inBackticks(suppression.code)) ended at \(suppression.until)",
      suppression.location, help: "take it away, or say until when the finding is expected")
  }

  static func suppressesNothing(_ suppression: Suppression) -> Diagnostic {
    Diagnostic(
      .suppressesNothing, .warning,
      "there is no \(inBackticks(suppression.code)) here to suppress", suppression.location,
      help: "take it away, so that it hides nothing later")
  }
}
