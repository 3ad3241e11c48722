import ArgumentParser
import GitStore
import Reporting

/// `precedent hook pre-push REMOTE URL`.
struct PrePushHook: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: Hook.prePush.rawValue,
    abstract: "Judge what is about to be pushed, ref by ref, with the gates.",
    discussion: """
      Reads the lines of git on standard input. The protected ref is judged from what the remote \
      has; every other branch from where it left the protected ref. Tags are not judged.
      """)

  @Argument(help: ArgumentHelp("The remote, by its name if it has one.", valueName: "remote"))
  var remote: String?

  @Argument(help: ArgumentHelp("Its address.", valueName: "url"))
  var address: String?

  @OptionGroup var location: PolicyLocationOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let bytes = try DocumentFile.read(environment.standardInput, named: "<stdin>")
    var updates = try RefUpdate.pushed(String(decoding: bytes, as: UTF8.self))
    let repository = try location.open(in: environment)
    if updates.isEmpty {
      updates = try FrameworkPush(environment.variables).updates(in: repository.repository)
    }
    let push = try Push(
      to: remote ?? FrameworkPush(environment.variables).remote, in: repository, environment)
    var verdicts: [ChangeVerdict] = []
    for update in updates where update.isBranch {
      if let verdict = try await push.verdict(on: update, in: repository) {
        verdicts.append(verdict)
      }
    }
    return try Hook.prePush.report(verdicts, in: environment)
  }
}

/// A push to one remote.
private struct Push {
  let environment: CommandEnvironment
  /// As the remote calls it.
  let protectedRef: String
  /// What is known here of the remote's protected ref; nil for nothing.
  let protectedTip: ObjectID?

  init(
    to remote: String?, in repository: borrowing PolicyRepository,
    _ environment: CommandEnvironment
  ) throws {
    self.environment = environment
    let tracked = "refs/remotes/\(remote ?? "origin")/"
    let known = PolicyRepository.fullName(
      ofBranch: try repository.protectedRef(givenAs: nil, ofRemote: remote ?? "origin"))
    protectedRef =
      known.hasPrefix(tracked) ? "refs/heads/" + known.dropFirst(tracked.count) : known
    let tracking = tracked + protectedRef.dropFirst("refs/heads/".count)
    protectedTip = try repository.repository.commitID(ofReference: tracking)
  }

  /// Nil when the policy stays as it is.
  func verdict(
    on update: RefUpdate, in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict? {
    if update.name == protectedRef {
      return try await ProtectedRef(name: protectedRef, environment: environment)
        .verdict(on: update, in: repository)
    }
    guard let new = update.new else { return nil }
    return try await RangeJudge(environment: environment).verdict(
      on: update.name, from: try base(of: new, update, in: repository), to: new, in: repository)
  }

  /// Where a branch left the protected ref; where that is not known, what the remote has of it.
  private func base(
    of new: ObjectID, _ update: RefUpdate, in repository: borrowing PolicyRepository
  ) throws -> ObjectID? {
    for other in [protectedTip, update.old].compactMap({ $0 }) {
      do throws(GitStoreError) {
        if let base = try repository.repository.mergeBases(other, new).first { return base }
      } catch {
        switch error {
        case .missingObject(other, _), .unfetchedObject(other, _, _): continue
        default: throw error
        }
      }
    }
    return nil
  }
}

/// What the pre-commit framework tells of a push: it reads standard input itself, and names one
/// update in variables.
private struct FrameworkPush {
  private let variables: [String: String]

  init(_ variables: [String: String]) { self.variables = variables }

  var remote: String? { variables["PRE_COMMIT_REMOTE_NAME"] }

  func updates(in repository: borrowing Repository) throws -> [RefUpdate] {
    guard let new = variables["PRE_COMMIT_TO_REF"],
      let name = variables["PRE_COMMIT_REMOTE_BRANCH"]
    else { return [] }
    let branch = PolicyRepository.fullName(ofBranch: name)
    let tracking = "refs/remotes/\(remote ?? "origin")/" + branch.dropFirst("refs/heads/".count)
    return [
      RefUpdate(
        name: branch, old: try repository.commitID(ofReference: tracking),
        new: try repository.commitID(of: new))
    ]
  }
}
