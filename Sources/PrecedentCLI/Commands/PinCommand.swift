import ArgumentParser
import Diagnostics
import History
import PolicyCore
import Reporting
import Trials

/// `precedent pin RECORD`.
struct PinCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Make a test of a recorded request, expecting what the policy decides of it.",
    discussion: """
      Writes the request to tests/fixtures/pinned/ and a test to tests/pinned.yaml in the work tree, \
      decided at the instant of the recorded outcome with the recorded approvals. The case is marked \
      `unreviewed: true`: it counts for no coverage and no testing bar until somebody has looked at \
      it. Nothing is committed.

      Examples:
        precedent pin req-1042
        precedent pin req-1042 --anonymize --replace context.justification=removed
      """)

  @Argument(
    help: ArgumentHelp(
      "The id of a record of the history; or a file with one record, - for standard input.",
      valueName: "record"))
  var record: String

  @Option(
    help: ArgumentHelp(
      "Another value for a field, such as context.ticket=CHG-1; of a person's id everywhere.",
      valueName: "field=value"))
  var replace: [ReplacementArgument] = []

  @Flag(help: "Replace the ids of people, where the decision stays the same without them.")
  var anonymize = false

  @OptionGroup var history: HistoryPathOptions
  @OptionGroup var location: PolicyLocationOptions

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let files = try EditablePolicy(repository)
    let document = try document(in: repository, files, environment)
    let pinned = try pinned(document, under: files.policy)
    let report = try write(pinned, into: files)
    let palette = environment.palette(for: environment.output)
    try environment.output.write(
      format == .json ? PinJSON().render(report) : PinText(palette: palette).render(report))
    return .nothingToReport
  }

  /// The record as it stands in its file.
  private func document(
    in repository: borrowing PolicyRepository, _ files: EditablePolicy,
    _ environment: CommandEnvironment
  ) throws -> JSONObject {
    if record == "-" || environment.isFile(record) {
      let file = try DocumentFile.read(record, in: environment)
      return try RecordDocument(file, approvals: nil, in: environment).document
    }
    let sources = try history.sources(
      of: files.version, policy: files.policy, in: repository, environment: environment)
    var reader = HistoryReader(sources: sources)
    var unreadableCount = 0
    while let item = try reader.next() {
      switch item {
      case .record(let raw) where raw.value["id"]?.string == record: return raw.value
      case .record: continue
      case .unreadable: unreadableCount += 1
      }
    }
    throw CommandFailure(.noSuchRecord(record, unreadableCount: unreadableCount))
  }

  private func pinned(
    _ document: JSONObject, under policy: Policy
  ) throws(CommandFailure) -> PinnedRecord {
    do throws(RecordPinning.Problem) {
      var changes: [FieldChange] = []
      for replacement in replace { changes.append(try replacement.change(of: document)) }
      return try RecordPinning(policy: policy)
        .pin(document, replacing: changes, isAnonymous: anonymize)
    } catch {
      throw CommandFailure(error.diagnostics(of: record))
    }
  }

  /// Both files, or neither.
  private func write(
    _ pinned: PinnedRecord, into files: EditablePolicy
  ) throws -> PinReport {
    let base = PinnedFile.base(of: pinned.id, besides: files.paths)
    let fixture = PolicyFile(
      path: PinnedFile.fixture(of: base),
      bytes: Array(JSONValue.object(pinned.request).prettyText.utf8))
    guard !files.paths.contains(fixture.path) else {
      throw CommandFailure(.alreadyPinned(pinned.id, in: files.pathInRepository(fixture.path)))
    }
    let test = WrittenTest(
      name: "the record \(pinned.id) of the history", base: base, at: pinned.at,
      approvals: pinned.approvals, expectation: pinned.decision.expectation)
    let edited = try files.add(test, to: PinnedFile.tests, with: fixture) { test in
      let runner = TestRunner(policy: files.policy, fixtures: [fixture.path: pinned.request])
      let failures = runner.run([test]).results.compactMap(\.diagnostic)
      if !failures.isEmpty { throw CommandFailure(failures + [.cannotPin(pinned.id)]) }
    }
    return PinReport(
      pinned: pinned, file: files.pathInRepository(edited.path), lineNumber: edited.lineNumber,
      fixture: files.pathInRepository(fixture.path))
  }
}

/// `FIELD=VALUE`.
struct ReplacementArgument: ExpressibleByArgument, Sendable {
  private let path: FieldPath
  private let text: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    path = FieldPath(
      argument[..<sign].split(separator: ".", omittingEmptySubsequences: false).map(String.init))
    text = String(argument[argument.index(after: sign)...])
  }

  /// In the place of a text any text is a value; elsewhere it must be JSON.
  func change(of document: JSONObject) throws(RecordPinning.Problem) -> FieldChange {
    guard let old = document.value(at: path) else { throw .noField(path) }
    guard old.string == nil else { return FieldChange(path: path, value: .string(text)) }
    do throws(JSONError) {
      return FieldChange(path: path, value: try JSONReader.read(Array(text.utf8)))
    } catch {
      throw .notJSON(path)
    }
  }
}
