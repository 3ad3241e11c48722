import DecisionLog
import Diagnostics
import PolicyCore

/// A log that is read for what it says; nothing is said of one that does not hold.
struct LogReading {
  /// As the user named it.
  let log: String
  let environment: CommandEnvironment

  init(_ log: String, in environment: CommandEnvironment) {
    self.log = log
    self.environment = environment
  }

  /// Goes through all entries.
  /// - Throws: where the chain is broken.
  @discardableResult
  func entries(
    _ visit: (LogEntry, LogPlace) throws(LogFailure) -> Void
  ) throws(CommandFailure) -> (header: LogHeader, end: LogEnd) {
    do throws(LogFailure) {
      let scan = try LogScan(folder: environment.absolutePath(log))
      let end = try scan.run(visit)
      if let damage = end.damage, !end.isTail { throw .damaged(damage) }
      return (scan.header, end)
    } catch {
      throw CommandFailure(error, log: log)
    }
  }

  /// Where an entry stands, as people are shown it.
  func location(of place: LogPlace) -> SourceLocation {
    SourceLocation(
      path: log + "/" + place.path, utf8Range: 0..<0, lineNumber: place.lineNumber,
      columnNumber: 1, columnCount: 1, lineText: nil)
  }
}
