/// One thing that keeps a condition from compiling.
package struct Problem: Error, Sendable, Hashable {
  /// More problems of one stage are not worth reading.
  static let greatestCount = 100

  /// A stable kebab-case name, such as `cel-syntax`.
  package let code: String
  /// Lower case, without a final period, the user's text in backticks.
  package let message: String
  /// UTF-8 offsets in the condition's source.
  package let span: Range<Int>
  /// What to do next.
  package let help: String?

  /// Makes a problem; the factories in Problem+Messages are the usual way.
  package init(code: String, message: String, span: Range<Int>, help: String? = nil) {
    self.code = code
    self.message = message
    self.span = span
    self.help = help
  }
}

/// Why a condition does not compile: everything that was found, in the order of the source.
package struct CompileFailure: Error, Sendable, Hashable {
  /// At least one.
  package let problems: [Problem]

  /// Makes a failure of its problems.
  package init(problems: [Problem]) { self.problems = problems }
}
