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

  @OptionGroup var demands: VerifyingOptions

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

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let allowed = try demands.allowedKeys(in: environment)
    guard !enforcing.enforce else {
      return try enforce(among: allowed, in: repository, environment)
    }
    var batches = RecordBatches(
      keys: allowed, parallelism: environment.processorCount,
      policies: try VerifyingPolicies(repository, protectedRef: protectedRef))
    if isFolder(in: environment) {
      try await verifyLog(&batches, repository, environment)
    } else {
      let item = try RecordBatches.Item(DocumentFile.read(subject, in: environment))
      try await batches.verify([item], in: repository)
    }
    let verification = batches.verification
    try output.write(
      format.text(of: verification, output.palette(in: environment)), in: environment)
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
      checkpoint: try demands.checkpoint.map { try SignedCheckpoint.read($0, in: environment) },
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
    _ batches: inout RecordBatches, _ repository: borrowing PolicyRepository,
    _ environment: CommandEnvironment
  ) async throws {
    do {
      var log = try VerifiedLog.open(environment.absolutePath(subject))
      try await batches.verify(in: repository) { try log.next() ?? [] }
      batches.note(reviews: log.reviews)
      batches.note(log.end, try demands.verdict(on: log, in: environment))
    } catch let failure as LogFailure {
      throw CommandFailure(failure, log: subject)
    }
  }
}

extension RecordBatches.Item {
  /// A record by itself, in an envelope, or in the entry of a log.
  init(_ file: DocumentFile) throws(CommandFailure) {
    if let envelope = Envelope(file.value) {
      guard let record = DecisionStatement.record(in: envelope) else {
        throw CommandFailure(file.problem("the envelope holds no decision"))
      }
      self.init(index: nil, record: record, signatures: envelope.signatures)
    } else if let entry = LogEntry(file.value) {
      guard case .decision(let record, let signatures) = entry.content else {
        throw CommandFailure(file.problem("the entry holds no decision"))
      }
      self.init(index: entry.index, record: record, signatures: signatures)
    } else if case .object(let record) = file.value {
      self.init(index: nil, record: record, signatures: [])
    } else {
      throw CommandFailure(file.problem("a decision record is a JSON object"))
    }
  }
}
