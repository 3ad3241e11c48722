package import CEL
package import Diagnostics

/// A CEL condition of a policy: its text, where it stands, and the planned program.
package struct Condition: Sendable, Equatable {
  /// As it was written.
  package let source: String
  /// Where it stands.
  package let location: SourceLocation
  /// What is evaluated.
  package let program: Program
  /// As one line of CEL, which is how it is shown.
  package let printed: String

  /// Where its text was read; nil for one that was not read from a file.
  private let place: ConditionPlace?

  /// Makes a condition from its text and what that was compiled to.
  package init(source: String, location: SourceLocation, program: Program) {
    self.init(source: source, location: location, program: program, place: nil)
  }

  init(source: String, location: SourceLocation, program: Program, place: ConditionPlace?) {
    self.source = source
    self.location = location
    self.program = program
    self.place = place
    printed = program.syntax.printed
  }

  /// Where parts of its text stand in the file; the whole of it where that is not known.
  /// - Parameter spans: UTF-8 offsets in `source`.
  /// - Complexity: O(length of the text), once for all spans.
  package func locations(of spans: [Range<Int>]) -> [SourceLocation] {
    place?.locations(of: spans) ?? spans.map { _ in location }
  }

  /// The request fields that it reads, such as `resource.environment`, in the order of the text.
  package var fields: [String] { program.references.map { $0.path.joined(separator: ".") } }

  /// Equal when the text is the same; where it stands does not matter.
  package static func == (left: Condition, right: Condition) -> Bool {
    left.source.hasSameUTF8(as: right.source)
  }
}

/// A condition with the sentence that is shown when it does not hold.
package struct Clause: Sendable, Equatable {
  /// What must hold.
  package let that: Condition
  /// Shown to people when it does not.
  package let because: String

  /// Makes a clause.
  package init(that: Condition, because: String) {
    self.that = that
    self.because = because
  }
}
