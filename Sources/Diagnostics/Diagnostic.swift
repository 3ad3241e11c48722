/// One thing a user should know about an input: what, where, and what to do next.
///
/// Messages are lower case, without a final period, the user's text in backticks, without line
/// breaks. Advice goes in `help`. Every code has a page in docs/diagnostics.
package struct Diagnostic: Sendable, Hashable, Error {
  /// How much a diagnostic weighs.
  package enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A further place, with what it has to do with the first.
  package struct Label: Sendable, Hashable {
    /// Where.
    package var location: SourceLocation
    /// What it has to do with the first place.
    package var text: String

    /// Makes a label.
    package init(_ location: SourceLocation, _ text: String) {
      self.location = location
      self.text = text
    }
  }

  /// A stable kebab-case name, such as `unknown-key`.
  package var code: String
  /// How much it weighs.
  package var severity: Severity
  /// What is wrong, in one line.
  package var message: String
  /// Where; nil when there is no text, such as a missing revision.
  package var location: SourceLocation?
  /// Further places.
  package var labels: [Label]
  /// What else helps to understand it.
  package var notes: [String]
  /// What to do next.
  package var help: String?

  /// Makes a diagnostic from its parts.
  package init(
    code: String, severity: Severity = .error, message: String, location: SourceLocation? = nil,
    labels: [Label] = [], notes: [String] = [], help: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.location = location
    self.labels = labels
    self.notes = notes
    self.help = help
  }
}

extension [Diagnostic] {
  /// Whether any of them is an error.
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In the order of files, places in them, and codes: the same input gives the same order.
  package func inSourceOrder() -> [Diagnostic] {
    sorted { left, right in
      let leftPlace = left.location
      let rightPlace = right.location
      if leftPlace?.path != rightPlace?.path {
        return (leftPlace?.path ?? "") < (rightPlace?.path ?? "")
      }
      let leftOffset = leftPlace?.utf8Range.lowerBound ?? 0
      let rightOffset = rightPlace?.utf8Range.lowerBound ?? 0
      if leftOffset != rightOffset { return leftOffset < rightOffset }
      if left.code != right.code { return left.code < right.code }
      return left.message < right.message
    }
  }
}
