import ArgumentParser
import DecisionLog
import Diagnostics
import Foundation
import GitStore
import PolicyCore
import Reporting

/// `precedent verify RECORD|LOG`.
struct VerifyCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Decide stored decisions again, and say whether each is what its commit makes it.",
    discussion: """
      A record is a JSON file or - for standard input; a log is a folder. Every commit must be \
      reachable from the protected ref of this clone. Exit code 1 means that something does not \
      hold, or cannot be verified here.

      --enforce is for whoever is about to act on a request: it passes only if the log's last word on \
      exactly that request approves it, holds, is in force, and was not reversed since. Without \
      --checkpoint nobody knows whether later entries were cut off the log.

      Examples:
        precedent verify decision.json
        precedent verify decisions --keys allowed --checkpoint last-month.checkpoint
        precedent verify decisions --enforce --request request.json --keys allowed
      """)

  @Argument(
    help: ArgumentHelp("A decision record, or the folder of a log.", valueName: "record|log"),
    completion: .file())
  var subject: String

  @Option(
    help: ArgumentHelp(
      "Demand a signature by one of the keys (*.pub) in this folder.", valueName: "folder"),
    completion: .directory)
  var keys: String?

  @Option(
    help: ArgumentHelp(
      "A signed checkpoint that was kept elsewhere: the log must have only grown since.",
      valueName: "file"),
    completion: .file())
  var checkpoint: String?

  @Option(
    help: ArgumentHelp(
      "The ref whose commits may decide; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @OptionGroup var enforcing: EnforcingOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  func validate() throws {
    if checkpoint != nil, keys == nil {
      throw ValidationError("--checkpoint needs --keys: whose signature is to count?")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let allowed = try keys.map {
      try KeyFile.allowedKeys(in: environment.absolutePath($0), shownAs: $0)
    }
    guard !enforcing.enforce else {
      return try enforce(among: allowed, in: repository, environment)
    }
    var batches = RecordBatches(
      keys: allowed, parallelism: environment.processorCount,
      policies: try VerifyingPolicies(repository, protectedRef: protectedRef))
    if isFolder(in: environment) {
      try await verifyLog(&batches, allowed, repository, environment)
    } else {
      let item = try RecordBatches.Item(DocumentFile.read(subject, in: environment))
      var items = [item]
      try await batches.verify(in: repository) {
        defer { items = [] }
        return items
      }
    }
    let verification = batches.verification
    try output.write(text(of: verification, environment), in: environment)
    return verification.holds ? .nothingToReport : .findings
  }

  private func enforce(
    among allowed: [VerificationKey]?, in repository: borrowing PolicyRepository,
    _ environment: CommandEnvironment
  ) throws -> ExitStatus {
    guard isFolder(in: environment) else {
      throw ValidationError("--enforce asks a log; a record by itself may not be the last word")
    }
    let asked = try enforcing.enforcement(
      in: (environment.absolutePath(subject), subject), among: allowed,
      checkpoint: try checkpoint.map { try SignedCheckpoint.read($0, in: environment) },
      environment)
    let answer = try asked.run(
      policies: try VerifyingPolicies(repository, protectedRef: protectedRef), in: repository)
    switch format {
    case .json: try output.write(EnforcementJSON().render(answer), in: environment)
    case .text:
      let palette = output.palette(in: environment)
      try output.write(EnforcementText(palette: palette).render(answer), in: environment)
    }
    return answer.passes ? .nothingToReport : .findings
  }

  private func isFolder(in environment: CommandEnvironment) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(
      atPath: environment.absolutePath(subject), isDirectory: &isFolder) && isFolder.boolValue
  }

  private func verifyLog(
    _ batches: inout RecordBatches, _ allowed: [VerificationKey]?,
    _ repository: borrowing PolicyRepository, _ environment: CommandEnvironment
  ) async throws {
    do {
      let scan = try LogScan(folder: environment.absolutePath(subject))
      var cursor = try LogCursor(scan)
      try await batches.verify(in: repository) { try Self.nextItems(&cursor) }
      let signed = try checkpoint.map { try SignedCheckpoint.read($0, in: environment) }
      let end = cursor.end
      batches.note(
        end, signed.map { end.verdict(on: $0, of: scan.header, among: allowed ?? []) })
    } catch let failure as LogFailure {
      throw CommandFailure(failure, log: subject)
    }
  }

  private static func nextItems(
    _ cursor: inout LogCursor
  ) throws(LogFailure) -> [RecordBatches.Item] {
    var items: [RecordBatches.Item] = []
    while items.count < RecordBatches.size, let (entry, _) = try cursor.next() {
      guard case .decision(let record, let signatures) = entry.content else { continue }
      items.append(.init(index: entry.index, record: record, signatures: signatures))
    }
    return items
  }

  private func text(of verification: Verification, _ environment: CommandEnvironment) -> String {
    switch format {
    case .json: VerificationJSON().render(verification)
    case .text: VerificationText(palette: output.palette(in: environment)).render(verification)
    }
  }
}

extension RecordBatches.Item {
  /// A record by itself, or in an envelope.
  fileprivate init(_ file: DocumentFile) throws(CommandFailure) {
    if let envelope = Envelope(file.value) {
      guard let record = DecisionStatement.record(in: envelope) else {
        throw CommandFailure(file.problem("the envelope holds no decision"))
      }
      self.init(index: nil, record: record, signatures: envelope.signatures)
    } else if case .object(let record) = file.value {
      self.init(index: nil, record: record, signatures: [])
    } else {
      throw CommandFailure(file.problem("a decision record is a JSON object"))
    }
  }
}

extension SignedCheckpoint {
  fileprivate static func read(
    _ path: String, in environment: CommandEnvironment
  ) throws -> SignedCheckpoint {
    guard let data = FileManager.default.contents(atPath: environment.absolutePath(path)) else {
      throw CommandFailure(
        Diagnostic(
          code: "cannot-read", message: "cannot read `\(path)`",
          help: "check the path and its permissions"))
    }
    do throws(CheckpointProblem) {
      return try SignedCheckpoint(reading: String(decoding: data, as: UTF8.self))
    } catch {
      throw CommandFailure(
        Diagnostic(
          code: "bad-checkpoint", message: "`\(path)` is no signed checkpoint",
          help: "checkpoints are made by `precedent log checkpoint`"))
    }
  }
}
