package import CEL
package import Diagnostics

/// A finding about one entry that is expected for a while.
package struct Suppression: Sendable, Hashable {
  /// Of the finding.
  package var code: String
  /// For people.
  package var reason: String
  /// Exclusive; then the finding is back.
  package var until: Timestamp
  /// Where the code stands.
  package var location: SourceLocation
  /// The entry that it stands in, as UTF-8 offsets of the file.
  package var entry: Range<Int>

  /// Makes a suppression.
  package init(
    code: String, reason: String, until: Timestamp, location: SourceLocation, entry: Range<Int>
  ) {
    self.code = code
    self.reason = reason
    self.until = until
    self.location = location
    self.entry = entry
  }
}

/// How much a finding weighs in one repository.
package struct SeveritySetting: Sendable, Hashable {
  /// Of the finding.
  package var code: String
  /// Nil where the finding is not reported at all.
  package var severity: Diagnostic.Severity?
  /// For people.
  package var reason: String
  /// Where the code stands.
  package var location: SourceLocation

  /// Makes a setting.
  package init(
    code: String, severity: Diagnostic.Severity?, reason: String, location: SourceLocation
  ) {
    self.code = code
    self.severity = severity
    self.reason = reason
    self.location = location
  }
}
