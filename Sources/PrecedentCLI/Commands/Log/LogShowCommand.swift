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
      As JSON an entry is the line that the log holds, so that a decision can be taken out of it.

      Examples:
        precedent log show decisions --request req-1042
        precedent log show decisions --subject alice@example.com --format json
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

  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the entries.")
  var format = EditFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    var shown: [LogEntry] = []
    _ = try folder.entries(in: environment) { entry in if matches(entry) { shown.append(entry) } }
    var sink = try output.sink(in: environment)
    let text = LogEntryText(palette: output.palette(in: environment))
    switch format {
    case .json:
      for entry in shown { try sink.write(String(decoding: entry.line, as: UTF8.self) + "\n") }
    case .text: try sink.write(text.render(shown))
    }
    try sink.finish()
    return shown.isEmpty && isFiltered ? .findings : .nothingToReport
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
