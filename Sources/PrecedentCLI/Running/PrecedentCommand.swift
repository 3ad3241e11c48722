import ArgumentParser
import Diagnostics

/// `precedent`.
struct PrecedentCommand: ParsableCommand {
  /// The version of this toolchain; part of every stamp.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "precedent",
    abstract: "Approval rules in git, judged against the requests people really made.",
    discussion: """
      Start with `precedent demo`, or with `precedent init` in a new folder.

      Exit codes: 0 nothing to report, 1 findings (a tripped gate, a finding of check), 2 the \
      input cannot be used, 64 usage, 74 a write failed, 130 \
      interrupted (143 by SIGTERM).
      """,
    version: version,
    subcommands: [
      InitCommand.self,
      DemoCommand.self,
      CheckCommand.self,
      TestCommand.self,
      PinCommand.self,
      DiffCommand.self,
      SimulateCommand.self,
      CalibrateCommand.self,
      DecideCommand.self,
      ExplainCommand.self,
      VerifyCommand.self,
      LogCommand.self,
      TimelineCommand.self,
      ChangesCommand.self,
      RemediateCommand.self,
      UndoCommand.self,
      WhoCommand.self,
      DueCommand.self,
      ReviewCommand.self,
      OwnerReportCommand.self,
      RecertifyCommand.self,
      SuspendCommand.self,
      SynthesizeCommand.self,
      HookCommand.self,
      KeyCommand.self,
      CacheCommand.self,
      SchemaCommand.self,
    ])

  /// Whether a command of this name has commands of its own.
  static func isGroup(_ name: String) -> Bool {
    configuration.subcommands.contains {
      $0.configuration.commandName == name && !$0.configuration.subcommands.isEmpty
    }
  }

  /// The command that is named, with that of its group.
  static func name(in arguments: [String]) -> String {
    let words = arguments.drop { $0.hasPrefix("-") }
    let count = words.first.map(isGroup) == true ? 2 : 1
    return words.prefix(count).joined(separator: " ")
  }

  /// The parser takes any word after `help` for the program itself, and has no suggestion for a
  /// misspelt command.
  static func requireKnownCommand(_ arguments: [String]) throws {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    guard let name = words.first, !name.hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(name) else { return }
    let nearest = Suggestion.nearest(to: name, in: names).map { ", did you mean `\($0)`?" }
    throw ValidationError("there is no command `\(name)`\(nearest ?? "")")
  }
}
