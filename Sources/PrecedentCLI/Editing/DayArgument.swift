import ArgumentParser
import CEL
import PolicyCore

/// A day on the command line, such as `2026-11-21`: its start in UTC.
struct DayArgument: ExpressibleByArgument, Sendable {
  let start: Timestamp

  init?(argument: String) {
    let dayLength = 10
    guard argument.utf8.count == dayLength, let start = Timestamp.parse(argument + "T00:00:00Z")
    else { return nil }
    self.start = start
  }
}

extension DayArgument: CustomStringConvertible {
  var description: String { String(start.description.prefix(10)) }
}

/// A duration on the command line, such as `30d`.
struct DurationArgument: ExpressibleByArgument, CustomStringConvertible, Sendable {
  let duration: PolicyDuration

  init(_ duration: PolicyDuration) { self.duration = duration }

  init?(argument: String) {
    guard let duration = PolicyDuration(argument) else { return nil }
    self.duration = duration
  }

  var description: String { duration.text }
}
