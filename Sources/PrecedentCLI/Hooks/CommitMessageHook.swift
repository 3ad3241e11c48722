import ArgumentParser
import Diagnostics
import GitStore
import Impact
import PolicyCore
import Reporting

/// `precedent hook commit-msg FILE`.
struct CommitMessageHook: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: Hook.commitMessage.rawValue,
    abstract: "Check that trailers that accept a gate would be understood.")

  @Argument(
    help: ArgumentHelp("The file of the message.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var location: PolicyLocationOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let path = environment.absolutePath(file)
    let bytes = try DocumentFile.bytes(of: path, named: file, in: environment)
    let lines = CommitMessage(
      bytes, commentStart: repository.repository.configuration("core.commentChar") ?? "#"
    ).acceptanceLines
    guard !lines.isEmpty else { return .nothingToReport }
    let gates = try gates(in: repository)
    let problems = lines.compactMap { problem(with: $0, gates: gates) }
    return try Hook.commitMessage.report(
      [ChangeVerdict(subject: "the message", findings: problems)], in: environment)
  }

  /// The ids of the gates that what is staged has, and those of HEAD, which judge it too.
  private func gates(in repository: borrowing PolicyRepository) throws -> [ID] {
    var versions = [try repository.load(.staged, named: "the index")]
    if case .unborn = try repository.repository.head() {
    } else {
      let head = try repository.repository.commitID(of: "HEAD")
      versions.append(try repository.load(.commit(head), named: "HEAD"))
    }
    let policies = versions.compactMap { $0.loaded?.policy }
    return Set(policies.flatMap { $0.settings.gates.map(\.id) }).sorted()
  }

  private func problem(with line: CommitMessage.Line, gates: [ID]) -> Diagnostic? {
    guard let value = line.value else {
      return Self.malformed(
        line, "this is no trailer, so it accepts nothing",
        help: "put it on a line of its own in the last paragraph, as `Precedent-Accept: ...`")
    }
    guard let acceptance = Acceptance(trailer: value, committer: "", commit: "") else {
      return Self.malformed(
        line, "this acceptance is not well formed",
        help: "copy the line that `precedent simulate` prints: gate, count and policySha256")
    }
    guard !gates.contains(acceptance.gate) else { return nil }
    let names = gates.map(\.text)
    return Self.malformed(
      line, "there is no gate `\(acceptance.gate)`",
      help: Suggestion.help(for: acceptance.gate.text, in: names)
        ?? "the gates are \(names.map { "`\($0)`" }.joined(separator: ", "))")
  }

  private static func malformed(
    _ line: CommitMessage.Line, _ message: String, help: String
  ) -> Diagnostic {
    Diagnostic(
      code: "malformed-acceptance", message: message, location: line.location, help: help)
  }
}
