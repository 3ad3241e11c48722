import ArgumentParser
import Diagnostics
import GitStore

/// Where the policy is in a repository: `-C` and `--policy`.
struct PolicyLocationOptions: ParsableArguments {
  @OptionGroup var directory: DirectoryOption

  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      "The folder of precedent.yaml, when the repository holds several.", valueName: "path"),
    completion: .directory)
  var policyPath: String?

  /// Opens the repository.
  func open(in environment: CommandEnvironment) throws -> PolicyRepository {
    try directory.requireFolder(in: environment)
    let variables = GitEnvironment(variables: environment.variables)
    let repository = try Repository.open(
      at: directory.directory(in: environment), environment: variables)
    return PolicyRepository(repository: repository, policyPath: policyPath)
  }
}
