import ArgumentParser

/// `precedent demo`.
struct DemoCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Tell a whole story on a temporary repository: a change, its blast radius, a gate.")

  @Option(
    help: ArgumentHelp(
      "Keep the repository in this folder, which must not exist.", valueName: "dir"),
    completion: .directory)
  var keep: String?

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let folder = try DemoFolder(keptAt: keep.map(environment.absolutePath))
    return try await DemoStory(folder: folder.path, environment: environment).tell()
  }
}
