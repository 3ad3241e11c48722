import ArgumentParser

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

  /// Moves leading `-C DIR` behind the subcommand, where the parser looks for them.
  static func afterSubcommand(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var moved: [String] = []
    while rest.first == "-C", rest.count >= 2 {
      moved += rest.prefix(2)
      rest = rest.dropFirst(2)
    }
    guard let subcommand = rest.first, !moved.isEmpty else { return arguments }
    return [subcommand] + moved + rest.dropFirst()
  }
}
