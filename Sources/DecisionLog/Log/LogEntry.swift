package import CEL
package import PolicyCore

/// One line of a log.
package struct LogEntry: Sendable, Hashable {
  /// The name of the format.
  package static let schema = "precedent.log-entry/v1"

  /// Its place, from 0.
  package let index: Int
  /// The hash of the entry before it; of the header for the first.
  package let previous: MerkleHash
  /// When it was written, by the clock of the log; never before the entry before it.
  package let recordedAt: Timestamp
  /// What it holds.
  package let content: LogContent

  /// Makes an entry.
  package init(index: Int, previous: MerkleHash, recordedAt: Timestamp, content: LogContent) {
    self.index = index
    self.previous = previous
    self.recordedAt = recordedAt
    self.content = content
  }

  /// The line without its end: canonical JSON (RFC 8785).
  package var line: [UInt8] { JSONValue.object(json).canonicalBytes }

  /// As `line` writes it.
  package var json: JSONObject {
    var json: JSONObject = [
      "schema": .string(Self.schema), "index": .integer(Int64(index)),
      "previous": .string(previous.hexadecimal), "recordedAt": .string(recordedAt.description),
      "kind": .string(content.kind.rawValue),
    ]
    json[content.kind.rawValue] = .object(content.json)
    let signatures = content.signatures
    if !signatures.isEmpty {
      json["signatures"] = .array(signatures.map { .object($0.json) })
    }
    return json
  }

  /// What the tree holds of it.
  package var hash: MerkleHash { .leaf(line) }
}

/// What an entry holds.
package enum LogContent: Sendable, Hashable {
  /// What the entry calls it.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case decision, rollback, review
  }

  /// A record of `precedent.decision/v1`, and who signed it.
  case decision(JSONObject, signatures: [EnvelopeSignature])
  /// The policy goes back to an earlier commit.
  case rollback(PolicyRollback)
  /// What somebody made of a use of break-glass, and who signed that.
  case review(BreakGlassReview, signatures: [EnvelopeSignature])

  /// Which case it is.
  package var kind: Kind {
    switch self {
    case .decision: .decision
    case .rollback: .rollback
    case .review: .review
    }
  }

  /// Empty for what is never signed.
  package var signatures: [EnvelopeSignature] {
    switch self {
    case .decision(_, let signatures), .review(_, let signatures): signatures
    case .rollback: []
    }
  }

  var json: JSONObject {
    switch self {
    case .decision(let record, _): record
    case .rollback(let rollback): rollback.json
    case .review(let review, _): review.json
    }
  }
}

/// Why a log may go back along the protected ref.
package struct PolicyRollback: Sendable, Hashable {
  /// The commit of the last decision, 40 digits.
  package var from: String
  /// The commit of the decisions that follow.
  package var to: String
  /// A member.
  package var by: String
  /// For people.
  package var reason: String

  /// Makes a rollback.
  package init(from: String, to: String, by: String, reason: String) {
    self.from = from
    self.to = to
    self.by = by
    self.reason = reason
  }

  var json: JSONObject {
    [
      "from": .string(from), "to": .string(to), "by": .string(by), "reason": .string(reason),
    ]
  }
}
