import Diagnostics

extension SourceLocation {
  /// `rules/databases.yaml:12`; the path alone for a file as a whole.
  var fileAndLine: String { utf8Range.isEmpty ? path : "\(path):\(lineNumber)" }
}
