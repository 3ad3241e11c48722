package import PolicyCore

/// What a policy says about a person as `precedent.who/v1`; the schema is `PublishedSchemas.who`.
package struct PersonJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.who/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  /// - Parameter version: the policy version, as people named it.
  package func render(_ account: PersonAccount, version: String) -> String {
    JSONReport.text(.object(document(account, version: version)))
  }

  /// The document as a value.
  package func document(_ account: PersonAccount, version: String) -> JSONObject {
    let person = account.person
    return [
      "schema": .string(Self.schemaName),
      "version": .string(version),
      "person": .object([
        "id": .string(person.id.text), "asked": .string(account.asked.text),
        "kind": .string(person.kind.rawValue), "aliases": .ids(person.aliases),
        "until": .instant(person.until), "owner": .text(person.owner?.text),
      ]),
      "mentions": .array(account.mentions.map { .mention($0) }),
      "losses": account.losses.map { .array($0.map { .loss($0) }) } ?? .null,
    ]
  }
}

extension JSONValue {
  fileprivate static func mention(_ mention: Mention) -> JSONValue {
    let (alias, team): (ID?, ID?) =
      switch mention.way {
      case .directly: (nil, nil)
      case .alias(let alias): (alias, nil)
      case .team(let team): (nil, team)
      }
    return .object([
      "in": .string(mention.subject.rawValue), "id": .string(mention.id.text),
      "as": .string(mention.role.rawValue), "alias": .text(alias?.text),
      "team": .text(team?.text), "at": .string(mention.location.fileAndLine),
    ])
  }

  fileprivate static func loss(_ loss: Loss) -> JSONValue {
    let kind: (name: String, details: JSONObject) =
      switch loss.kind {
      case .quorum(let count, let left, let from):
        (
          "quorum",
          ["count": .count(count), "left": .count(left), "from": .texts(from.map(\.description))]
        )
      case .onlyApprover(let count, let from):
        (
          "only-approver",
          ["count": .count(count), "left": .count(0), "from": .texts(from.map(\.description))]
        )
      case .human: ("human", [:])
      case .owner(let owner): ("owner", ["owner": .string(owner.text)])
      case .rollback(let by): ("rollback", ["owner": .string(by.text)])
      case .emergency: ("emergency", [:])
      case .acceptance: ("acceptance", [:])
      }
    let common: JSONObject = [
      "in": .string(loss.subject.rawValue), "id": .string(loss.id.text),
      "lost": .string(kind.name), "at": .string(loss.location.fileAndLine),
    ]
    return .object(JSONObject(common.members + kind.details.members))
  }
}
