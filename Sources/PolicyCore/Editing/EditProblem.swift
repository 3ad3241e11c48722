package import Diagnostics

/// Why an edit is not made; nothing has changed then.
package enum EditProblem: Error, Sendable, Equatable {
  /// The file is not there, or no YAML that loads.
  case unreadable(path: String)
  /// There is no such entry in the file.
  case noEntry(id: String, path: String)
  /// The place is written in a way that cannot be continued.
  case unknownLayout(what: String, at: SourceLocation)
  /// The result would say something else than what was asked for.
  case changesMore(path: String)
  /// The result would not load.
  case wouldNotLoad([Diagnostic])
}

/// A file with an edit in it.
package struct EditedFile: Sendable, Equatable {
  /// From the policy root.
  package var path: String
  /// All of it.
  package var bytes: [UInt8]
  /// The 1-based line of the edit.
  package var lineNumber: Int

  /// Makes a file of its parts.
  package init(path: String, bytes: [UInt8], lineNumber: Int) {
    self.path = path
    self.bytes = bytes
    self.lineNumber = lineNumber
  }
}
