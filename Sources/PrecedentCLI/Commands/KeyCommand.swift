import ArgumentParser
import DecisionLog
import Diagnostics
import Glibc
import Reporting

/// `precedent key new NAME`.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make keys that sign decisions and checkpoints.",
    subcommands: [KeyNewCommand.self])
}

/// `precedent key new NAME`.
struct KeyNewCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a key pair: NAME.key, which only its owner may read, and NAME.pub.",
    discussion: """
      The public key goes where verifiers look for allowed keys, best a repository of its own. \
      Both files are PEM, which other tools read.
      """)

  @Argument(help: ArgumentHelp("Of the key, such as pdp-1.", valueName: "name"))
  var name: String

  @Option(
    help: ArgumentHelp("Where the files go; here if left out.", valueName: "folder"),
    completion: .directory)
  var folder = "."

  @Option(help: ArgumentHelp("Signatures count from this instant on.", valueName: "instant"))
  var from: InstantArgument?

  @Option(help: ArgumentHelp("Signatures count until before this instant.", valueName: "instant"))
  var until: InstantArgument?

  func validate() throws {
    guard KeyName(name) != nil, !name.contains("/") else {
      throw ValidationError(
        "`\(name)` is no name of a key: letters, digits, `.`, `-` and `_`, at most 64")
    }
    if let from, let until, until.instant <= from.instant {
      throw ValidationError("--until is not after --from")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    guard let keyName = KeyName(name) else { return .usage }
    let key = SigningKey(named: keyName)
    let shown = folder == "." ? name : folder + "/" + name
    let base = environment.absolutePath(folder) + "/" + name
    for suffix in [".key", KeyFile.suffix] where access(base + suffix, F_OK) == 0 {
      throw CommandFailure(
        Diagnostic(
          code: "already-there", message: "`\(shown)\(suffix)` is there already",
          help: "choose another name: what an old key signed is verified with the old key"))
    }
    let ownerOnly: mode_t = 0o600
    let file = try WholeFile(at: base + ".key")
    try file.write(key.fileText)
    try file.finish(permissions: ownerOnly)
    let allowed = try WholeFile(at: base + KeyFile.suffix)
    let verification = try key.verificationKey(from: from?.instant, until: until?.instant)
    try allowed.write(verification.fileText)
    try allowed.finish()
    try environment.output.write(
      """
      \(shown).key signs; nobody but its owner may read it, and it belongs in no repository
      \(shown).pub verifies; put it where verifiers find the keys they allow
      checkpoints  \(verification.noteVerifier)

      """)
    return .nothingToReport
  }
}
