package import Diagnostics
package import PolicyCore

/// A line of a history.
package struct RecordPlace: Sendable, Hashable {
  /// The name of the file, as shown to people.
  package var file: String
  /// 1-based.
  package var lineNumber: Int

  /// Makes a place.
  package init(file: String, lineNumber: Int) {
    self.file = file
    self.lineNumber = lineNumber
  }
}

/// One recorded request as it was written: valid JSON, not yet checked against the schema.
package struct RawRecord: Sendable, Hashable {
  /// Where it stands.
  package var place: RecordPlace
  /// The record's JSON object.
  package var value: JSONObject

  /// Makes a record.
  package init(place: RecordPlace, value: JSONObject) {
    self.place = place
    self.value = value
  }
}

/// A line, or the rest of a file from a line on, which could not be read as a record.
///
/// Says nothing of the values in it: histories are personal data.
package struct UnreadableRecord: Sendable, Hashable {
  /// Where it stands.
  package var place: RecordPlace
  /// What is wrong with it.
  package var reason: UnreadableReason
  /// The 1-based byte of the line at which it went wrong; nil when no single byte is to blame.
  package var column: Int?

  /// Makes an entry.
  package init(place: RecordPlace, reason: UnreadableReason, column: Int? = nil) {
    self.place = place
    self.reason = reason
    self.column = column
  }

  /// The entry as a finding, without the text of the line.
  package var diagnostic: Diagnostic {
    let location = SourceLocation(
      path: place.file, utf8Range: 0..<0, lineNumber: place.lineNumber, columnNumber: column ?? 1,
      columnCount: 1, lineText: nil)
    return Diagnostic(
      code: "history-\(reason.code)", message: reason.message, location: location,
      help: reason.help)
  }
}

/// What a history holds, one after the other.
package enum HistoryItem: Sendable, Hashable {
  case record(RawRecord)
  case unreadable(UnreadableRecord)
}
