import Diagnostics

/// How many diagnostics of each severity, in how many files.
struct DiagnosticCounts: Sendable, Hashable {
  let errors: Int
  let warnings: Int
  let notes: Int
  let files: Int

  init(_ diagnostics: [Diagnostic]) {
    func count(_ severity: Diagnostic.Severity) -> Int {
      diagnostics.count { $0.severity == severity }
    }
    errors = count(.error)
    warnings = count(.warning)
    notes = count(.note)
    files = Set(diagnostics.compactMap { $0.location?.path }).count
  }

  var isEmpty: Bool { errors + warnings + notes == 0 }

  /// Such as `3 errors and 1 warning in 2 files`.
  var sentence: Phrase {
    let parts: [Phrase] = [
      errors > 0 ? "\(Words.count(errors, "error", "errors"))" : "",
      warnings > 0 ? "\(Words.count(warnings, "warning", "warnings"))" : "",
      notes > 0 ? "\(Words.count(notes, "note", "notes"))" : "",
    ].filter { !$0.isEmpty }
    let place: Phrase = files > 0 ? " in \(Words.count(files, "file", "files"))" : ""
    return parts.joinedWithAnd + place
  }
}

extension Words {
  /// What follows the counts where some findings are expected; nothing where none is.
  static func suppressed(_ count: Int) -> Phrase {
    count == 0 ? "" : "; \(Words.count(count, "suppressed", "suppressed"))"
  }
}
