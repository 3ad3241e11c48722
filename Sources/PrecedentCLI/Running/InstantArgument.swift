import ArgumentParser
import CEL

/// An instant on the command line: RFC 3339, or a date, which is its start in UTC.
struct InstantArgument: ExpressibleByArgument, Sendable {
  let instant: Timestamp

  init?(argument: String) {
    guard let instant = Timestamp.parse(argument) ?? Timestamp.parse(argument + "T00:00:00Z")
    else { return nil }
    self.instant = instant
  }
}

extension InstantArgument: CustomStringConvertible {
  /// As it may be given, for the default values in help.
  var description: String { instant.description }
}
