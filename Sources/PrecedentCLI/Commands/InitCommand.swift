import ArgumentParser
import Diagnostics
import GitStore

/// `precedent init [DIR]`.
struct InitCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a policy repository from the template.",
    discussion: """
      Copies rules, schema, directory, tests, a sample history, and CI workflows. Nothing is \
      overwritten. A git repository is made if the folder is not in one; nothing is committed.
      """)

  @Argument(
    help: ArgumentHelp("The folder; made if it is not there.", valueName: "dir"),
    completion: .directory)
  var folder = "."

  @OptionGroup var directory: DirectoryOption

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let base = directory.directory(in: environment)
    let target = folder.hasPrefix("/") ? folder : folder == "." ? base : base + "/" + folder
    try Template(near: environment.executablePath).copy(to: target)
    if !isInRepository(target, environment) {
      try GitProgram(folder: target, variables: environment.variables)
        .run(["init", "--quiet", "--initial-branch=main"])
    }
    try environment.output.write(nextSteps(in: target, environment))
    return .nothingToReport
  }

  private func nextSteps(in target: String, _ environment: CommandEnvironment) -> String {
    let isElsewhere = target != environment.workingDirectory
    let steps =
      (isElsewhere ? ["cd \(ShellWord(target, from: environment.workingDirectory))"] : []) + [
        "Read README.md, and put your teams into directory/.",
        "precedent check",
        "git add -A && git commit -m \"Start from the template\"",
        "Change a rule, and see what that does: precedent simulate HEAD --worktree",
      ]
    let numbered = steps.enumerated().map { "  \($0.offset + 1). \($0.element)\n" }
    return "A policy repository is in \(folder).\n\n" + numbered.joined()
  }

  private func isInRepository(_ target: String, _ environment: CommandEnvironment) -> Bool {
    let variables = GitEnvironment(variables: environment.variables)
    do throws(GitStoreError) {
      _ = try Repository.open(at: target, environment: variables)
      return true
    } catch {
      if case .notARepository = error { return false }
      return true
    }
  }
}
