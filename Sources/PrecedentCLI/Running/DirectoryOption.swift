import ArgumentParser
import Diagnostics
import Glibc

/// `-C DIR`, as in git before the subcommand, and after it too.
struct DirectoryOption: ParsableArguments {
  @Option(
    name: [.customShort("C")],
    help: ArgumentHelp(
      "Run as if started in this folder; other paths stay relative to where you are.",
      valueName: "dir"),
    completion: .directory)
  var directories: [String] = []

  /// The folder that names the repository, absolute; each `-C` is relative to the one before.
  func directory(in environment: CommandEnvironment) -> String {
    directories.reduce(environment.workingDirectory) { base, path in
      path.hasPrefix("/") ? path : base + "/" + path
    }
  }

  /// That there is no such folder is another mistake than that it is no repository.
  func requireFolder(in environment: CommandEnvironment) throws(CommandFailure) {
    guard let given = directories.last else { return }
    let descriptor = open(
      directory(in: environment), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor < 0 else { return _ = close(descriptor) }
    throw CommandFailure(
      Diagnostic(
        code: "cannot-read", message: "cannot read `\(given)`: \(String(cString: strerror(errno)))",
        help: "-C names a folder inside of a repository"))
  }

  /// Moves leading `-C DIR` behind the subcommand, where the parser looks for them.
  ///
  /// What has no use for a folder, such as `help`, stands without them.
  static func afterSubcommand(_ arguments: [String]) throws(ValidationError) -> [String] {
    var rest = arguments[...]
    var moved: [String] = []
    while rest.first == "-C" {
      guard rest.count >= 2 else { throw ValidationError("-C needs a folder after it") }
      moved += rest.prefix(2)
      rest = rest.dropFirst(2)
    }
    guard let subcommand = rest.first else { return [] }
    if subcommand == "help" || subcommand.hasPrefix("-") { return Array(rest) }
    // The folder is that of the command in the group.
    let nameCount = PrecedentCommand.isGroup(subcommand) && rest.count > 1 ? 2 : 1
    return Array(rest.prefix(nameCount) + moved + rest.dropFirst(nameCount))
  }
}
