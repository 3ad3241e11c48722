import ArgumentParser
import Diagnostics
import GitStore
import Glibc
import Reporting

/// `precedent hook install`.
struct HookInstallCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Put the hooks into a repository; hooks that are there are kept, and run first.",
    discussion: """
      pre-commit, pre-merge-commit, commit-msg and pre-push go where git looks for hooks, which \
      linked work trees share. A hook that is there becomes NAME.before-precedent; if it fails, \
      ours does not run. Installing twice changes nothing.
      """)

  @OptionGroup var place: HookPlaceOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let script = try HookScript(near: environment.executablePath)
    return try place.change(in: environment, action: .install) { try $0.install(script) }
  }
}

/// `precedent hook uninstall`.
struct HookUninstallCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Take the hooks away again, and put back what was there before.")

  @OptionGroup var place: HookPlaceOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    try place.change(in: environment, action: .uninstall) { try $0.uninstall() }
  }
}

/// Which hooks of which repository.
struct HookPlaceOptions: ParsableArguments {
  @Flag(help: "The pre-receive hook of a bare repository, which is pushed to.")
  var server = false

  @OptionGroup var directory: DirectoryOption

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  /// Changes every hook, and says so; nothing is touched where one of them is in the way.
  func change(
    in environment: CommandEnvironment, action: HookInstallation.Action,
    _ change: (HookPlace) throws -> HookChange
  ) throws -> ExitStatus {
    try directory.requireFolder(in: environment)
    let repository = try Repository.open(
      at: directory.directory(in: environment),
      environment: GitEnvironment(variables: environment.variables))
    let folder = try hooksFolder(of: repository)
    let places = (server ? Hook.ofServers : Hook.ofClients).map { HookPlace($0, in: folder) }
    if action == .install {
      if let blocked = places.first(where: \.isBlocked) {
        throw CommandFailure(.keptTwice(blocked))
      }
      try makeFolder(folder)
    }
    var report = HookInstallation(
      action: action, folder: folder,
      program: ProgramSearch(environment: environment).program(
        configured: repository.configuration(ProgramSearch.setting)),
      ownPath: ShellWord(environment.executablePath).description)
    for place in places {
      let made = try change(place)
      report.hooks.append(.init(hook: place.hook, change: made))
    }
    let palette = environment.palette(for: environment.output)
    try environment.output.write(
      format == .json
        ? HookInstallationJSON().render(report)
        : HookInstallationText(palette: palette).render(report))
    return .nothingToReport
  }

  private func hooksFolder(of repository: borrowing Repository) throws(CommandFailure) -> String {
    let isBare = repository.workTree == nil
    guard isBare == server else {
      throw CommandFailure(isBare ? .noCommitsHere : .notPushedTo)
    }
    let folder = repository.hooksFolder()
    guard !folder.isShared else { throw CommandFailure(.sharedHooks(folder.path)) }
    return folder.path
  }

  private func makeFolder(_ path: String) throws(WriteFailure) {
    let accessibleByAll: mode_t = 0o777
    guard mkdir(path, accessibleByAll) == 0 || errno == EEXIST else { throw .ofSystem(path) }
  }
}

extension Diagnostic {
  fileprivate static let noCommitsHere = Diagnostic(
    code: "hooks-misplaced", message: "this is a bare repository, in which nobody commits",
    help: "install the hook that judges what is pushed to it: `precedent hook install --server`")

  fileprivate static let notPushedTo = Diagnostic(
    code: "hooks-misplaced", message: "this is no bare repository, which `--server` is for",
    help: "name the repository on the server with `-C`, or leave out --server")

  fileprivate static func sharedHooks(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "hooks-misplaced",
      message:
        "core.hooksPath is set outside of this repository, so all share the hooks in `\(path)`",
      help: "give this repository its own: `git config core.hooksPath .git/hooks`")
  }

  fileprivate static func keptTwice(_ place: HookPlace) -> Diagnostic {
    Diagnostic(
      code: "hooks-misplaced",
      message: "there is a \(place.hook.rawValue) hook, and another one is kept as "
        + "`\(place.keptPath)` already",
      help: "make one of the two, and install again")
  }
}
