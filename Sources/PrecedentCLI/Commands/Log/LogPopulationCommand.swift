import ArgumentParser
import DecisionLog
import Diagnostics
import Reporting

/// `precedent log population LOG`.
struct LogPopulationCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "population",
    abstract: "Count what a log holds, and say whether that is all of it.",
    discussion: """
      First and last entry, the head, gaps, decisions by tier and status, requests that were decided \
      more than once or never for good, and the commits that decided. As CSV the decisions \
      themselves, a row each. Periods are by the log's own time. A damaged log is counted up to the \
      damage, exit code 1.

      Whether a log was cut at its end only a checkpoint that was kept elsewhere tells, see \
      `precedent verify --checkpoint`.

      Examples:
        precedent log population decisions
        precedent log population decisions --since 2026-07-01 --until 2026-10-01 --format csv
      """)

  @Argument(help: ArgumentHelp("The folder of the log.", valueName: "log"), completion: .directory)
  var log: String

  @OptionGroup var period: LogPeriodOptions

  @Option(
    help: ArgumentHelp(
      "Judge ages and deadlines at this instant; now if left out.", valueName: "instant"))
  var at: InstantArgument?

  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = PopulationFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let population = try count(in: environment)
    switch format {
    case .json: try output.write(LogPopulationJSON().render(population), in: environment)
    case .text:
      let palette = output.palette(in: environment)
      try output.write(LogPopulationText(palette: palette).render(population), in: environment)
    case .csv:
      try environment.warn(
        population.damage.map { LogFailure.damaged($0).diagnostic(log: log) })
    }
    return population.isWhole ? .nothingToReport : .findings
  }

  /// Counts, and writes the rows of CSV on the way: there may be millions.
  private func count(in environment: CommandEnvironment) throws -> LogPopulation {
    do {
      let scan = try LogScan(folder: environment.absolutePath(log))
      var cursor = try LogCursor(scan)
      var counting = PopulationCount(period: period.period)
      var rows = try rows(in: environment)
      let unread = try take(&cursor, &counting, &rows)
      try rows?.finish()
      return counting.population(
        of: scan.header, to: cursor.end, unread: unread, at: at?.instant ?? environment.now())
    } catch let failure as LogFailure {
      throw CommandFailure(failure, log: log)
    }
  }

  /// - Returns: where a decision cannot be read; nothing behind it is counted.
  private func take(
    _ cursor: inout LogCursor, _ counting: inout PopulationCount, _ rows: inout OutputSink?
  ) throws -> LogDamage? {
    while let (entry, place) = try cursor.next() {
      do {
        if let decision = try counting.add(entry, at: place) {
          try rows?.write(LogPopulationCSV().row(decision))
        }
      } catch let failure as LogFailure {
        guard case .damaged(let damage) = failure else { throw failure }
        return damage
      }
    }
    return nil
  }

  /// Nil for the forms that are written when all is counted.
  private func rows(in environment: CommandEnvironment) throws -> OutputSink? {
    switch format {
    case .csv: break
    case .text, .json: return nil
    }
    var sink = try output.sink(in: environment)
    try sink.write(LogPopulationCSV().header)
    return sink
  }
}

/// The form of a population.
enum PopulationFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, csv
}
