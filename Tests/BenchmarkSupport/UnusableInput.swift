package import Diagnostics

/// Why nothing can be measured.
package struct UnusableInput: Error {
  /// At least one.
  package let diagnostics: [Diagnostic]

  /// What is wrong with the files.
  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// One sentence.
  package init(_ message: String) {
    diagnostics = [Diagnostic(code: "benchmark-input", message: message)]
  }
}
