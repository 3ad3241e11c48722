import ArgumentParser
import DecisionLog
import Diagnostics
import PolicyCore
import Reporting

/// `precedent log show LOG`.
struct LogShowCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the entries of a log, a line each; all of them or those that are asked for.",
    discussion: """
      As JSON an entry is the line that the log holds. `record` prints the decision alone, a line \
      each, and `envelope` its signed form, a DSSE envelope around an in-toto statement, which other \
      tools verify; entries that have none are left out, and counted.

      Examples:
        precedent log show decisions --request req-1042
        precedent log show decisions --subject alice@example.com --format json
        precedent log show decisions --decision 5a8a01 --format envelope -o decision.dsse.json
      """,
    aliases: ["find"])

  @OptionGroup var folder: LogFolderArgument

  @Option(help: ArgumentHelp("Decisions on this request.", valueName: "id"))
  var request: String?

  @Option(help: ArgumentHelp("The decision with this id, or its start.", valueName: "id"))
  var decision: String?

  @Option(help: ArgumentHelp("Decisions on access of this subject.", valueName: "id"))
  var subject: String?

  @Option(help: ArgumentHelp("Decisions that this rule took part in.", valueName: "rule"))
  var rule: String?

  @OptionGroup var directory: DirectoryOption
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the entries.")
  var format = LogEntryFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    var shown: [LogEntry] = []
    _ = try folder.entries(in: environment) { entry in if matches(entry) { shown.append(entry) } }
    var sink = try output.sink(in: environment)
    let text = LogEntryText(palette: output.palette(in: environment))
    var leftOut = 0
    switch format {
    case .text: try sink.write(text.render(shown))
    case .json, .record, .envelope:
      for entry in shown {
        guard let line = format.line(of: entry) else {
          leftOut += 1
          continue
        }
        try sink.write(String(decoding: line, as: UTF8.self) + "\n")
      }
    }
    try sink.finish()
    if leftOut > 0 {
      try environment.errorOutput.write(
        "note: \(leftOut) of \(shown.count) entries have no \(format.rawValue) and are left out\n")
    }
    return shown.count == leftOut && (isFiltered || leftOut > 0) ? .findings : .nothingToReport
  }

  private var isFiltered: Bool { ![request, decision, subject, rule].allSatisfy { $0 == nil } }

  private func matches(_ entry: LogEntry) -> Bool {
    guard isFiltered else { return true }
    guard case .decision(let record, _) = entry.content else {
      return isReviewOfDecision(entry)
    }
    let asked = record["request"]
    let rules = record["decision"]?["matched"]?.array?.compactMap { $0["rule"]?.string } ?? []
    return (request == nil || asked?["id"]?.string == request)
      && (decision == nil || record["id"]?.string?.hasPrefix(decision ?? "") == true)
      && (subject == nil || asked?["subject"]?["id"]?.string == subject)
      && (rule.map { rules.contains($0) } ?? true)
  }

  /// Whoever asks for a decision by its id is shown its reviews, too.
  private func isReviewOfDecision(_ entry: LogEntry) -> Bool {
    guard let decision, request == nil, subject == nil, rule == nil,
      case .review(let review, _) = entry.content
    else { return false }
    return review.decision.hasPrefix(decision)
  }
}

/// The form of entries of a log.
enum LogEntryFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, record, envelope

  /// Canonical JSON; nil where an entry has no such form.
  fileprivate func line(of entry: LogEntry) -> [UInt8]? {
    switch self {
    case .text, .json: entry.line
    case .record: entry.record.map { JSONValue.object($0).canonicalBytes }
    case .envelope: entry.envelope.map { JSONValue.object($0.json).canonicalBytes }
    }
  }
}

extension LogEntry {
  fileprivate var record: JSONObject? {
    guard case .decision(let record, _) = content else { return nil }
    return record
  }
}
