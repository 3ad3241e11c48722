import ArgumentParser
import Reporting

/// `precedent hook ...`.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Judge what git is about to commit or take over; put that into a repository.",
    discussion: """
      `precedent hook install` puts scripts into a repository that call the others, which nobody \
      calls by hand. Git config: precedent.binary names the program, precedent.policy the folder \
      of precedent.yaml from the top, precedent.protectedRef the ref that is guarded.
      """,
    subcommands: [
      HookInstallCommand.self, HookUninstallCommand.self, PreCommitHook.self,
      PreMergeCommitHook.self, CommitMessageHook.self, PrePushHook.self, PreReceiveHook.self,
    ])
}

/// A hook that says nothing unless something stands against a change.
extension Hook {
  /// Tells the user, on the error output, where git shows what hooks say; 2 outranks 1.
  func report(
    _ verdicts: [ChangeVerdict], in environment: CommandEnvironment
  ) throws(WriteFailure) -> ExitStatus {
    let palette = environment.palette(for: environment.errorOutput)
    let text = HookText(self, palette: palette).render(verdicts)
    if !text.isEmpty { try environment.errorOutput.write(text) }
    if verdicts.contains(where: \.isIncomplete) { return .unusableInput }
    return verdicts.contains(where: \.isRefused) ? .findings : .nothingToReport
  }
}
