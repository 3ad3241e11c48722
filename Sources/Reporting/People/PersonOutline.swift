import PolicyCore

/// What a policy says about a person, section by section, in no format yet.
struct PersonOutline {
  let account: PersonAccount
  /// The policy version, as people named it.
  let version: String

  var verdict: Phrase {
    let person = account.person
    let kind: Phrase = "\(Words.name(person.kind))"
    let aliases = person.aliases.map { "\($0)" as Phrase }
    let also: Phrase = aliases.isEmpty ? "" : ", also " + aliases.joinedWithAnd
    let until: Phrase = person.until.map { ", until \($0)" } ?? ""
    let count = Words.count(account.mentions.count, "place", "places")
    return Phrase("\(person.id)").inked(.strong) + " (" + kind + also + until
      + ") is named in \(count) of \(version)"
  }

  var mentions: Section? {
    let rows = account.mentions.map { mention -> [Phrase] in
      [
        "\(mention.location.fileAndLine)", Self.subject(mention.subject, mention.id),
        Self.role(mention.role), Self.way(mention.way),
      ]
    }
    let columns: [Table.Column] = [.left("at"), .left("in"), .left("as"), .left("named")]
    let table = Table(columns, unlessEmpty: rows)
    return Section("Named", unlessEmpty: [table.map { .table($0) }])
  }

  /// Nil where it was not asked.
  var losses: Section? {
    guard let losses = account.losses else { return nil }
    let title: Phrase = "If \(account.person.id) left today"
    guard !losses.isEmpty else {
      return Section(title, [.sentence(Phrase("Nothing would be lost.").inked(.good))])
    }
    let rows = losses.map { loss -> [Phrase] in
      [
        "\(loss.location.fileAndLine)", Self.subject(loss.subject, loss.id),
        Self.kind(loss.kind).inked(.bad),
      ]
    }
    let columns: [Table.Column] = [.left("at"), .left("in"), .left("lost")]
    return Section(title, [.table(Table(columns, rows))])
  }

  // MARK: - Words

  private static func subject(_ subject: Mention.Subject, _ id: ID) -> Phrase {
    switch subject {
    case .delegation: "delegation with \(id)"
    case .settings: "precedent.yaml, \(id)"
    case .team, .rule, .exception, .invariant, .workload, .agent: "\(Words.name(subject)) \(id)"
    }
  }

  private static func role(_ role: Mention.Role) -> Phrase {
    switch role {
    case .member, .owner, .certifier, .delegator, .delegate: "\(Words.name(role))"
    case .rollback: "takes back"
    case .approver: "may approve"
    case .escalation: "may approve later"
    case .condition: "in a condition"
    case .sponsor: "approved it"
    case .emergency: "may use it"
    case .notified: "is told"
    case .acceptance: "may accept gates"
    }
  }

  private static func way(_ way: Mention.Way) -> Phrase {
    switch way {
    case .directly: "directly"
    case .alias(let alias): "as \(alias)"
    case .team(let team): "by team \(team)"
    }
  }

  private static func kind(_ kind: Loss.Kind) -> Phrase {
    switch kind {
    case .quorum(let count, let left, let from):
      "quorum: \(Words.count(count, "approval", "approvals")) by \(ExplanationOutline.asked(from))"
        + ", and only \(left) left"
    case .onlyApprover(let count, let from):
      "only approver: \(Words.count(count, "approval", "approvals")) by "
        + "\(ExplanationOutline.asked(from))"
    case .human: "the only human who may approve"
    case .owner(let owner): "owner: no human left in \(owner)"
    case .rollback(let by): "nobody left to take back: \(by)"
    case .emergency: "nobody left who may use it"
    case .acceptance: "nobody left who may accept tripped gates"
    }
  }
}
