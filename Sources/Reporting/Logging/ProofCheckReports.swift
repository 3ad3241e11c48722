package import DecisionLog
import PolicyCore

/// What came of checking a proof, for people at a terminal.
package struct ProofCheckText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The verdict first, then what is shown, or why nothing is.
  package func render(_ check: ProofCheck) -> String {
    var page = TextPage(palette: palette)
    let holds: Phrase = "PROVED"
    let fails: Phrase = "NOT PROVED"
    page.line(check.holds ? holds.inked(.good) : fails.inked(.bad))
    page.line(check.words)
    if check.holds, let entry = check.proof.entry {
      return page.text + "\n" + LogEntryText(palette: palette).render([entry])
    }
    return page.text
  }
}

/// What came of checking a proof as `precedent.proof-check/v1`; the schema is
/// `PublishedSchemas.proofCheck`.
package struct ProofCheckJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.proof-check/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ check: ProofCheck) -> String { JSONReport.text(.object(document(check))) }

  /// The document.
  func document(_ check: ProofCheck) -> JSONObject {
    var document: JSONObject = [
      "schema": .string(Self.schemaName), "holds": .bool(check.holds),
      "message": .string(check.words.text(.plain)), "origin": .string(check.proof.origin),
      "size": .integer(Int64(check.proof.size)), "signer": .null, "problem": .null,
    ]
    switch check.result {
    case .success(let key): document["signer"] = .string(key.name.text)
    case .failure(let problem): document["problem"] = .string(problem.name)
    }
    switch check.proof.claim {
    case .entry(let index, _): document["entry"] = .integer(Int64(index))
    case .growth(let size, _): document["fromSize"] = .integer(Int64(size))
    }
    return document
  }
}

extension ProofCheck {
  /// A sentence without its point.
  fileprivate var words: Phrase {
    switch result {
    case .failure(let problem): problem.words
    case .success(let key):
      switch proof.claim {
      case .entry(let index, _):
        "entry \(index) is in the log `\(proof.origin)` of \(proof.size) entries, whose "
          + "checkpoint \(key.name.text) signed"
      case .growth(let size, _):
        "the log `\(proof.origin)` has only grown from \(size) entries to the \(proof.size) whose "
          + "checkpoint \(key.name.text) signed"
      }
    }
  }
}

extension ProofCheck.Problem {
  fileprivate var name: String {
    switch self {
    case .checkpointNotSigned: "checkpoint-not-signed"
    case .otherOrigin: "other-origin"
    case .otherSize: "other-size"
    case .otherRoot: "other-root"
    case .otherOldCheckpoint: "other-old-checkpoint"
    case .otherEntry: "other-entry"
    case .notShown: "not-shown"
    }
  }

  fileprivate var words: Phrase {
    switch self {
    case .checkpointNotSigned(let isOld):
      "the \(isOld ? Words("old ") : Words(""))checkpoint is signed by no allowed key"
    case .otherOrigin(let proof, let checkpoint):
      "the proof is about the log `\(proof)`, and the checkpoint is of `\(checkpoint)`"
    case .otherSize(let proof, let checkpoint):
      "the proof is for a checkpoint of \(proof) entries, and this one is of \(checkpoint): "
        + "`precedent log prove` makes one for it with `--size \(checkpoint)`"
    case .otherRoot:
      "the checkpoint is of a log with other entries than the one that the proof is about"
    case .otherOldCheckpoint:
      "the proof is about growth since another checkpoint than the old one"
    case .otherEntry: "the entry is not the one that the proof is about"
    case .notShown: "the hashes do not lead to the root of the checkpoint"
    }
  }
}
