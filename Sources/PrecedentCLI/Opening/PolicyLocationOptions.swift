import ArgumentParser
import Diagnostics
import GitStore

/// Where the policy is in a repository: `-C` and `--policy`.
struct PolicyLocationOptions: ParsableArguments {
  @OptionGroup var directory: DirectoryOption

  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      """
      The folder of precedent.yaml, when the repository holds several; git config \
      precedent.policy if left out.
      """, valueName: "path"),
    completion: .directory)
  var policyPath: String?

  /// The setting of git that names the folder from the top of the repository.
  private static let setting = "precedent.policy"

  /// Opens the repository.
  func open(in environment: CommandEnvironment) throws -> PolicyRepository {
    try directory.requireFolder(in: environment)
    let variables = GitEnvironment(variables: environment.variables)
    let repository = try Repository.open(
      at: directory.directory(in: environment), environment: variables)
    let configured = repository.configuration(Self.setting).map { path in
      repository.workTree.map { $0 + "/" + path } ?? path
    }
    return PolicyRepository(repository: repository, policyPath: policyPath ?? configured)
  }
}
