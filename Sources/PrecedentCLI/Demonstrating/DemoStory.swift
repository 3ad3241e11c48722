import Diagnostics

/// The story that `precedent demo` tells, with the commands a user would run.
struct DemoStory {
  let folder: String
  let environment: CommandEnvironment

  /// - Returns: 0 when every step ended as the story says, else 1.
  func tell() async throws -> ExitStatus {
    try await startRepository()
    let steps = [try await proposeBadChange(), try await correctIt(), try await decide()]
    try say("That is the whole loop. Start your own repository with `precedent init`.")
    return steps.allSatisfy { $0 } ? .nothingToReport : .findings
  }

  private func startRepository() async throws {
    try heading("A policy repository, with a year of recorded requests")
    try Template(near: environment.executablePath).copy(to: folder)
    try git(["init", "--quiet", "--initial-branch=main"])
    try git(["add", "--all"])
    try git(["commit", "--quiet", "--message=Start from the template"])
    try await show(["check"])
  }

  private func proposeBadChange() async throws -> Bool {
    try heading("An engineer proposes a change")
    try apply(DemoEdit.bad, branch: "wider")
    try say("What would it have meant for the requests people really made?")
    return try await show(["simulate", "main..wider"]) == .findings
  }

  private func correctIt() async throws -> Bool {
    try heading("The gate tripped, so the engineer solves the real problem")
    try git(["switch", "--quiet", "main"])
    try apply(DemoEdit.corrected, branch: "second-try")
    return try await show(["simulate", "main..second-try"]) == .nothingToReport
  }

  private func decide() async throws -> Bool {
    try heading("Merged: from now on decisions carry the commit that made them")
    try git(["switch", "--quiet", "main"])
    try git(["merge", "--quiet", "--ff-only", "second-try"])
    let request = folder + "/" + DemoEdit.decidedFixture
    let instant = "2026-11-20T10:00:00Z"
    return try await show(["decide", request, "--at", instant], shownAs: DemoEdit.decidedFixture)
      == .nothingToReport
  }

  // MARK: - Steps

  private func apply(_ edit: DemoEdit, branch: String) throws {
    try git(["switch", "--quiet", "--create", branch])
    try edit.apply(in: folder)
    try say(edit.shownDifference)
    try git(["commit", "--quiet", "--all", "--message=\(edit.subject)"])
  }

  @discardableResult
  private func show(_ arguments: [String], shownAs path: String? = nil) async throws -> ExitStatus {
    let shown = arguments.map { path != nil && $0.hasPrefix(folder) ? path ?? $0 : $0 }
    try say("$ precedent " + shown.joined(separator: " "))
    let command = [arguments[0], "-C", folder] + arguments.dropFirst()
    let status = try await CommandRun(environment: environment).run(command)
    try say("(exit code \(status.rawValue))")
    return status
  }

  private func heading(_ text: String) throws {
    try environment.output.write("\n== \(text) ==\n\n")
  }

  private func say(_ text: String) throws { try environment.output.write(text + "\n\n") }

  private func git(_ arguments: [String]) throws {
    try GitProgram(folder: folder, variables: environment.variables).run(arguments)
  }
}
