import ArgumentParser
import Diagnostics
import GitStore
import PolicyCore
import Reporting

/// `precedent who ID`.
struct WhoCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "List everything in a policy that names a person.",
    discussion: """
      Teams, rules, exceptions, delegations, invariants, certifications and agents, by whatever \
      account or team they name the person. With --without, what would lose its quorum, owner or \
      only approver if the person left today; exit code 1 means that something would. Whom a field \
      of a request names is not known to the policy, and not counted.
      """)

  @Argument(help: ArgumentHelp("A member of the directory, or an alias.", valueName: "id"))
  var id: String

  @Flag(help: "Say what would be lost if the person left today.")
  var without = false

  @Option(
    name: .customLong("rev"),
    help: ArgumentHelp(
      "The policy version; the work tree if left out, HEAD in a bare repository.",
      valueName: "rev"))
  var revision: String?

  @Flag(name: .customLong("worktree"), help: "The files of the work tree (the default).")
  var workTree = false

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the answer.")
  var format = PersonFormat.text

  func validate() throws {
    if revision != nil, workTree { throw ValidationError("give one of --rev and --worktree") }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let version = try repository.load(revision: revision, orWorkTree: workTree)
    let policy = try version.policy()
    let account: PersonAccount
    do throws(UnknownPerson) {
      account = try PersonSearch(policy: policy).account(
        of: ID(id), departingAt: without ? environment.now() : nil)
    } catch {
      throw CommandFailure(error.diagnostic)
    }
    let text =
      switch format {
      case .text:
        PersonText(palette: output.palette(in: environment)).render(account, version: version.name)
      case .json: PersonJSON().render(account, version: version.name)
      }
    try output.write(text, in: environment)
    return account.losses?.isEmpty ?? true ? .nothingToReport : .findings
  }
}

/// The form of an answer about a person.
enum PersonFormat: String, ExpressibleByArgument, CaseIterable, Sendable { case text, json }

extension UnknownPerson {
  fileprivate var diagnostic: Diagnostic {
    switch self {
    case .unknown(let id, let nearest):
      Diagnostic(
        code: "unknown-person", message: "the directory knows nobody with the id `\(id)`",
        help: nearest.map { "did you mean `\($0)`?" } ?? "see the files in directory/")
    case .team(let id, let members):
      Diagnostic(
        code: "unknown-person", message: "`\(id)` is a team, not a person",
        help: members.isEmpty
          ? "it has no members"
          : "ask for a member: \(members.prefix(10).map { "`\($0)`" }.joined(separator: ", "))")
    }
  }
}
