package import DecisionLog
import CEL
import PolicyCore

/// A remediation as `precedent.remediation/v1`; the schema is `PublishedSchemas.remediation`.
package struct RemediationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.remediation/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ remediation: Remediation) -> String {
    JSONReport.text(.object(document(remediation)))
  }

  func document(_ remediation: Remediation) -> JSONObject {
    let terms = remediation.terms
    let open = remediation.open
    return [
      "schema": .string(Self.schemaName),
      "from": .object(["name": .string(terms.bad.name), "commit": .string(terms.bad.commit)]),
      "to": .object([
        "name": .string(terms.good.name), "commit": .string(terms.good.commit),
        "policySha256": .string(terms.policySHA256),
      ]),
      "at": .instant(terms.now), "policyAt": .instant(terms.policyAt),
      "since": .instant(terms.period.since), "until": .instant(terms.period.until),
      "log": .object([
        "origin": .string(remediation.header.origin), "replay": .bool(remediation.header.isReplay),
        "entries": .count(remediation.entries),
      ]),
      "judged": .count(remediation.judged), "commits": .count(remediation.commits),
      "outside": .count(remediation.outside),
      "open": .counts(Dictionary(grouping: open, by: \.kind).mapValues(\.count)),
      "owners": .array(remediation.owners.map { .object($0.json) }),
      "redresses": .array(open.map { .object($0.json) }),
      "setApart": .array(remediation.setApart.map { .object($0.json) }),
      "otherChanges": .array(changes(remediation)),
      "notReplayed": .array(remediation.notReplayed.map { .object($0.json) }),
      "unknownCommits": .array(unknown(remediation)),
      "misfits": .array(remediation.misfits.map { .object($0.json) }),
      "findings": .array(remediation.findings.map { .object($0.remediationJSON) }),
      "damage": remediation.damage.map { .object($0.remediationJSON) } ?? .null,
    ]
  }

  private func changes(_ remediation: Remediation) -> [JSONValue] {
    remediation.otherChanges.sorted { $0.key < $1.key }.map { change, count in
      .object([
        "from": .object(change.from.cell), "to": .object(change.to.cell),
        "end": .string(change.end.rawValue), "decisions": .count(count),
      ])
    }
  }

  private func unknown(_ remediation: Remediation) -> [JSONValue] {
    remediation.unknownCommits.sorted { $0.key.precedesInUTF8($1.key) }.map { commit, count in
      .object(["commit": .string(commit), "decisions": .count(count)])
    }
  }
}

extension RedressOwner {
  fileprivate var json: JSONObject {
    let counts = Redress.Kind.allCases.map { ($0, count($0)) }
    return [
      "owner": .text(by), "deadline": .instant(deadline),
      "open": .counts(Dictionary(uniqueKeysWithValues: counts)),
      "tasks": .array(
        tasks.map { task in
          .object([
            "decision": .string(task.redress.decision.id),
            "deadline": .instant(task.deadline),
            "within": .text(task.duty?.within?.text), "steps": .text(task.duty?.steps),
            "namedBy": .text(task.duty?.source.rawValue),
          ])
        }),
    ]
  }
}

extension Redress {
  fileprivate var json: JSONObject {
    [
      "kind": .string(kind.rawValue), "state": .string(standing.name),
      "decision": .string(decision.id),
      "index": decision.index.map { .count($0) } ?? .null,
      "recordedAt": .instant(decision.recordedAt), "commit": .string(decision.commit),
      "request": .string(decision.requestID), "subject": .string(decision.subject),
      "action": .string(decision.action), "resource": .string(decision.resource),
      "rules": .texts(decision.entries),
      "before": .object(before.json), "after": .object(after.json),
      "from": .instant(startsAt), "owners": .texts(duties.map(\.by)),
      "endedAt": .instant(endedAt),
      "later": standing.later.map { .object($0.json) } ?? .null,
    ]
  }

  private var endedAt: Timestamp? {
    if case .ended(let instant) = standing { instant } else { nil }
  }
}

extension GivenOutcome {
  fileprivate var json: JSONObject {
    var json = cell
    json["until"] = .instant(until)
    return json
  }

  fileprivate var cell: JSONObject {
    ["tier": .string(tier.rawValue), "status": .string(status.rawValue)]
  }
}

extension LaterDecision {
  fileprivate var json: JSONObject {
    [
      "decision": .string(id), "index": .count(index), "request": .string(requestID),
      "status": .string(status.rawValue),
    ]
  }
}

extension Remediation.NotReplayed {
  fileprivate var json: JSONObject {
    [
      "decision": .string(id), "index": .count(index), "request": .string(requestID),
      "reason": .string(reason),
    ]
  }
}

extension Remediation.Misfit {
  fileprivate var json: JSONObject {
    ["later": .object(decision.json), "reverses": .string(reverses)]
  }
}

extension Verification.Finding {
  fileprivate var remediationJSON: JSONObject {
    [
      "index": index.map { .count($0) } ?? .null, "decision": .string(recordID),
      "request": .string(requestID),
      "problems": .array(
        problems.map {
          .object(["code": .string($0.problemName), "message": .string($0.words.text(.plain))])
        }),
    ]
  }
}

extension LogDamage {
  fileprivate var remediationJSON: JSONObject {
    [
      "index": .count(index), "file": .string(file), "line": .count(lineNumber),
      "message": .string(words.text(.plain)),
    ]
  }
}
