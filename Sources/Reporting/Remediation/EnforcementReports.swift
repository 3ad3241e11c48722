package import DecisionLog
import PolicyCore

/// The answer to an enforcement point, for people at a terminal.
package struct EnforcementText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The verdict first, then what it rests on.
  package func render(_ enforcement: Enforcement) -> String {
    var page = TextPage(palette: palette)
    let verdict: Phrase = enforcement.passes ? "PASS" : "DO NOT ACT"
    let reason = enforcement.refusal.map { ": " + $0.words } ?? ""
    page.line(
      verdict.inked(enforcement.passes ? .good : .bad) + "  request \(enforcement.requestID) at "
        + "\(enforcement.at)" + reason)
    if let word = enforcement.decision { page.line(words(of: word)) }
    if let checkpoint = enforcement.checkpoint {
      page.line(checkpoint.words)
    } else if enforcement.passes {
      page.line("no checkpoint was given: entries that were cut off the end would not show")
    }
    return page.text
  }

  private func words(of word: Enforcement.Word) -> Phrase {
    let idLength = 12
    let end = word.until.map { ", until \($0)" as Phrase } ?? ""
    return "the last word is entry \(Words.ordinal(word.index)), recorded at \(word.recordedAt)"
      + end + ", under the commit \(String(word.commit.prefix(idLength)))"
  }
}

/// The answer to an enforcement point as `precedent.enforcement/v1`; the schema is
/// `PublishedSchemas.enforcement`.
package struct EnforcementJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.enforcement/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ enforcement: Enforcement) -> String {
    JSONReport.text(.object(document(enforcement)))
  }

  func document(_ enforcement: Enforcement) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "passes": .bool(enforcement.passes),
      "reason": .text(enforcement.refusal?.reasonName),
      "message": .text(enforcement.refusal?.words.text(.plain)),
      "request": .string(enforcement.requestID),
      "at": .instant(enforcement.at),
      "protectedRef": .string(enforcement.ref),
      "entries": .count(enforcement.entries),
      "signatureAsked": .bool(enforcement.asksSignature),
      "checkpoint": enforcement.checkpoint.map {
        .object(["holds": .bool($0.holds), "message": .string($0.words.text(.plain))])
      } ?? .null,
      "decision": enforcement.decision.map { .object(word($0)) } ?? .null,
      "differs": .texts(differences(enforcement)),
    ]
  }

  private func word(_ word: Enforcement.Word) -> JSONObject {
    [
      "id": .string(word.id), "index": .count(word.index),
      "recordedAt": .instant(word.recordedAt), "commit": .string(word.commit),
      "until": .instant(word.until),
    ]
  }

  private func differences(_ enforcement: Enforcement) -> [String] {
    guard case .otherRequest(let fields)? = enforcement.refusal else { return [] }
    return fields
  }
}
