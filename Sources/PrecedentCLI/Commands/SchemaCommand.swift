import ArgumentParser
import Diagnostics
import Reporting

/// `precedent schema NAME`.
struct SchemaCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a file or report format, for editors and checks.",
    discussion: "Without a name the formats are listed.")

  @Argument(
    help: ArgumentHelp("The format.", valueName: "name"),
    completion: .list(PublishedSchemas.all.map(\.name)))
  var name: String?

  @OptionGroup var directory: DirectoryOption
  @OptionGroup var output: OutputOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    guard let name else {
      let names = PublishedSchemas.all.map { $0.name + "\n" }.joined()
      try output.write(names, in: environment)
      return .nothingToReport
    }
    guard let schema = PublishedSchemas.all.first(where: { $0.name == name }) else {
      throw CommandFailure(
        Diagnostic(
          code: "unknown-schema", message: "there is no format `\(name)`",
          help: Suggestion.help(for: name, in: PublishedSchemas.all.map(\.name))
            ?? "run `precedent schema` for the list"),
        status: .usage)
    }
    try output.write(schema.text, in: environment)
    return .nothingToReport
  }
}
