import ArgumentParser
import DecisionLog
import Diagnostics
import Foundation
import Reporting

/// What is demanded of a record or log besides its own wholeness.
struct VerifyingOptions: ParsableArguments {
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

  func validate() throws {
    if checkpoint != nil, keys == nil {
      throw ValidationError("--checkpoint needs --keys: whose signature is to count?")
    }
  }

  /// Nil where signatures are not asked for.
  func allowedKeys(in environment: CommandEnvironment) throws -> [VerificationKey]? {
    try keys.map { try KeyFile.allowedKeys(in: environment.absolutePath($0), shownAs: $0) }
  }

  /// What the checkpoint says of a log that was read to its end; nil where none was given.
  func verdict(
    on log: borrowing VerifiedLog, in environment: CommandEnvironment
  ) throws -> Verification.CheckpointVerdict? {
    guard let checkpoint else { return nil }
    let signed = try SignedCheckpoint.read(checkpoint, in: environment)
    return log.end.verdict(
      on: signed, of: log.header, among: try allowedKeys(in: environment) ?? [])
  }
}

extension EditFormat {
  func text(of verification: Verification, _ palette: Palette) -> String {
    switch self {
    case .json: VerificationJSON().render(verification)
    case .text: VerificationText(palette: palette).render(verification)
    }
  }
}

extension SignedCheckpoint {
  static func read(
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
