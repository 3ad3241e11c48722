import ArgumentParser
import DecisionLog
import Diagnostics
import Foundation
import PolicyCore
import Reporting

/// `precedent log prove LOG RECORD`.
struct LogProveCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove that a decision is in a log, or that a log has only grown.",
    discussion: """
      The decision is a file (a record, its envelope, or an entry), the id of the decision or its \
      start, or the index of the entry, from 0. The hashes are those of RFC 9162 (sections 2.1.3 and \
      2.1.4): `precedent log check-proof`, or anyone else, checks them against a signed checkpoint \
      without the log.

      Examples:
        precedent log prove decisions decision.json
        precedent log prove decisions 5a8a01 --size 2000
        precedent log prove decisions 1042 --hashes-only
        precedent log prove decisions --growth-from 1000
      """)

  @OptionGroup var folder: LogFolderArgument

  @Argument(
    help: ArgumentHelp(
      "A file, the id of a decision or its start, or the index of an entry.", valueName: "record"),
    completion: .file())
  var record: String?

  @Option(help: ArgumentHelp("The size that the log had then.", valueName: "size"))
  var growthFrom: Int?

  @Option(
    help: ArgumentHelp("The size of the checkpoint; that of now if left out.", valueName: "size"))
  var size: Int?

  @Flag(help: "Leave the entry itself out of the proof: only its hash is told.")
  var hashesOnly = false

  @OptionGroup var directory: DirectoryOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if (record == nil) == (growthFrom == nil) {
      throw ValidationError("give a record or --growth-from: what is to be proved?")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let sought = try record.map { try SoughtEntry($0, in: environment) }
    var found: [LogEntry] = []
    let (header, end) = try folder.entries(in: environment) { entry in
      if let sought, sought.matches(entry) { found.append(entry) }
    }
    if let sought, let other = found.first(where: { !$0.isSame(as: found.first) }) {
      throw CommandFailure(ambiguous(sought, found.first, other))
    }
    let size = size ?? end.size
    guard var proof = proof(found.first, header, end, size) else {
      throw CommandFailure(nothing(end.size))
    }
    if !hashesOnly { proof.entry = found.first }
    try output.write(LogProofJSON().render(proof), in: environment)
    return .nothingToReport
  }

  /// Nil where there is no such entry or size.
  private func proof(
    _ entry: LogEntry?, _ header: LogHeader, _ end: LogEnd, _ size: Int
  ) -> LogProof? {
    let tree = end.tree
    guard let root = tree.root(size: size) else { return nil }
    func make(_ claim: LogProof.Claim, _ hashes: [MerkleHash]?) -> LogProof? {
      hashes.map {
        LogProof(origin: header.origin, size: size, root: root, claim: claim, hashes: $0)
      }
    }
    if let growthFrom {
      guard let oldRoot = tree.root(size: growthFrom) else { return nil }
      return make(
        .growth(from: growthFrom, oldRoot: oldRoot),
        tree.consistencyProof(from: growthFrom, to: size))
    }
    guard let entry else { return nil }
    return make(
      .entry(index: entry.index, leaf: entry.hash),
      tree.inclusionProof(of: entry.index, size: size))
  }

  private func nothing(_ count: Int) -> Diagnostic {
    Diagnostic(
      code: "no-such-entry", message: "the log `\(folder.log)` has no such entry or size",
      help: "it has \(count) entries; the first is 0, see `precedent log show`")
  }

  private func ambiguous(
    _ sought: SoughtEntry, _ first: LogEntry?, _ other: LogEntry
  ) -> Diagnostic {
    Diagnostic(
      code: "no-such-entry",
      message: "`\(record ?? "")` is the start of more than one decision: of entries "
        + "\(first?.index ?? 0) and \(other.index)",
      help: "give more of the id, or the index of the entry")
  }
}

/// Which entry of a log is meant.
private enum SoughtEntry {
  case index(Int)
  case decision(idStart: String)
  case entry(LogEntry)

  /// Longer numbers are starts of ids.
  private static let greatestIndexLength = 12

  /// Whole numbers are indexes; else a file where there is one, and the start of an id where not.
  init(_ text: String, in environment: CommandEnvironment) throws {
    if let index = Int(text), text.utf8.count <= Self.greatestIndexLength, index >= 0 {
      self = .index(index)
    } else if text == "-" || environment.isFile(text) {
      let file = try DocumentFile.read(text, in: environment)
      if let entry = LogEntry(file.value) {
        self = .entry(entry)
      } else {
        // The digest of what is in the file, not what it calls itself.
        var content = try RecordBatches.Item(file).record
        content["id"] = nil
        self = .decision(idStart: Digest.sha256(of: content))
      }
    } else if !text.isEmpty, text.utf8.allSatisfy({ Array("0123456789abcdef".utf8).contains($0) }) {
      self = .decision(idStart: text)
    } else {
      throw CommandFailure(
        Diagnostic(
          code: "cannot-read", message: "there is no file `\(text)`, and it is no id of a decision",
          help: "ids are digits and letters from a to f, see `precedent log show`"))
    }
  }

  func matches(_ entry: LogEntry) -> Bool {
    switch self {
    case .index(let index): entry.index == index
    case .decision(let start): entry.decisionID?.hasPrefix(start) == true
    case .entry(let sought): entry == sought
    }
  }
}

extension LogEntry {
  fileprivate var decisionID: String? {
    guard case .decision(let record, _) = content else { return nil }
    return record["id"]?.string
  }

  /// The same decision may have been logged twice.
  fileprivate func isSame(as other: LogEntry?) -> Bool { decisionID == other?.decisionID }
}
