import ArgumentParser
import DecisionLog

/// Which part of a log: `--since` and `--until`.
struct LogPeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only what was recorded from this instant on.", valueName: "instant"))
  var since: InstantArgument?

  @Option(help: ArgumentHelp("Only what was recorded before this instant.", valueName: "instant"))
  var until: InstantArgument?

  var period: LogPeriod { LogPeriod(since: since?.instant, until: until?.instant) }

  func validate() throws {
    if let since, let until, since.instant >= until.instant {
      throw ValidationError("--since is not before --until")
    }
  }
}
