import ArgumentParser
import Diagnostics
import GitStore
import Reporting

/// `precedent hook pre-receive`.
struct PreReceiveHook: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: Hook.preReceive.rawValue,
    abstract: "Judge a push on the server: the protected ref moves forward, and passes the gates.",
    discussion: """
      Reads the lines of git on standard input. The protected ref is this repository's own \
      setting precedent.protectedRef, else its HEAD; nothing that is pushed can change it. Other \
      refs are taken over as they are.
      """)

  @OptionGroup var location: PolicyLocationOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let bytes = try DocumentFile.read(environment.standardInput, named: "<stdin>")
    let updates = try RefUpdate.received(String(decoding: bytes, as: UTF8.self))
    let repository = try location.open(in: environment)
    let name = try protectedRef(in: repository)
    let judge = ProtectedRef(name: name, environment: environment)
    var verdicts: [ChangeVerdict] = []
    for update in updates
    where try repository.repository.finalName(ofReference: update.name) == name {
      if let verdict = try await judge.verdict(on: update, in: repository) {
        verdicts.append(verdict)
      }
    }
    return try Hook.preReceive.report(verdicts, in: environment)
  }

  private func protectedRef(in repository: borrowing PolicyRepository) throws -> String {
    if let configured = repository.repository.configuration(PolicyRepository.protectedRefSetting) {
      return PolicyRepository.fullName(ofBranch: configured)
    }
    switch try repository.repository.head() {
    case .branch(let name), .unborn(let name): return name
    case .detached:
      throw CommandFailure(
        Diagnostic(
          code: "no-protected-ref", message: "HEAD names no branch, so no ref is protected",
          help: "set one on the server: `git config precedent.protectedRef refs/heads/main`"))
    }
  }
}
