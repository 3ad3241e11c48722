import ArgumentParser
import DecisionLog
import Diagnostics
import Foundation
import PolicyCore
import Reporting

/// `precedent log prove LOG`.
struct LogProveCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove that an entry is in a log, or that a log has only grown.",
    discussion: """
      The hashes are those of RFC 9162 (sections 2.1.3 and 2.1.4), so that anyone can check them \
      against a checkpoint without the log.

      Examples:
        precedent log prove decisions --entry 1042
        precedent log prove decisions --decision 5a8a --size 2000
        precedent log prove decisions --growth-from 1000
      """)

  @OptionGroup var folder: LogFolderArgument

  @Option(help: ArgumentHelp("The place of the entry, from 0.", valueName: "index"))
  var entry: Int?

  @Option(help: ArgumentHelp("The decision with this id, or its start.", valueName: "id"))
  var decision: String?

  @Option(help: ArgumentHelp("The size that the log had then.", valueName: "size"))
  var growthFrom: Int?

  @Option(
    help: ArgumentHelp("The size of the checkpoint; that of now if left out.", valueName: "size"))
  var size: Int?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    let chosen = [entry != nil, decision != nil, growthFrom != nil].filter { $0 }.count
    if chosen != 1 {
      throw ValidationError("give one of --entry, --decision and --growth-from")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    var found = entry
    let (header, end) = try folder.entries(in: environment) { entry in
      guard let decision, found == nil, case .decision(let record, _) = entry.content,
        record["id"]?.string?.hasPrefix(decision) == true
      else { return }
      found = entry.index
    }
    let tree = end.tree
    let size = size ?? end.size
    guard let root = tree.root(size: size), let (claim, hashes) = proof(of: found, tree, size)
    else {
      throw CommandFailure(nothing(end.size))
    }
    let proof = LogProof(
      origin: header.origin, size: size, root: root, claim: claim, hashes: hashes)
    try output.write(LogProofJSON().render(proof), in: environment)
    return .nothingToReport
  }

  /// Nil where there is no such entry or size.
  private func proof(
    of index: Int?, _ tree: MerkleTree, _ size: Int
  ) -> (LogProof.Claim, [MerkleHash])? {
    if let growthFrom {
      guard let hashes = tree.consistencyProof(from: growthFrom, to: size),
        let oldRoot = tree.root(size: growthFrom)
      else { return nil }
      return (.growth(from: growthFrom, oldRoot: oldRoot), hashes)
    }
    guard let index, let hashes = tree.inclusionProof(of: index, size: size) else { return nil }
    return (.entry(index: index, leaf: tree.leaves[index]), hashes)
  }

  private func nothing(_ count: Int) -> Diagnostic {
    Diagnostic(
      code: "no-such-entry", message: "the log `\(folder.log)` has no such entry or size",
      help: "it has \(count) entries; the first is 0, see `precedent log show`")
  }
}
