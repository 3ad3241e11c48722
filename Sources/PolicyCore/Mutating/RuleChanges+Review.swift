// Stages, requirements, selectors, deadlines.

extension RuleChanges {
  mutating func alter(_ review: Review, at path: EntryChange.Path) {
    alterStages(review.stages, at: path + [.key("stages")])
    alterClauses(review.evidence, at: path + [.key("evidence")])
    alterDeadlines(review, at: path)
    alterEscalations(review, at: path + [.key("escalate")])
    if review.workloadsSuffice {
      add(.workloads, "a human is needed", .set(path + [.key("workloadsSuffice")], "false"))
    }
  }

  private mutating func alterStages(_ stages: [Stage], at path: EntryChange.Path) {
    for index in stages.indices {
      if stages.count > 1 {
        add(.stage, "without stage \(index + 1)", .drop(path + [.item(index)]))
      }
      if index > 0 {
        add(
          .stage, "stage \(index + 1) before stage \(index)", .swap(path, index - 1, index))
      }
      let place = path + [.item(index), .key("require")]
      alterRequirements(stages[index].requirements, at: place)
    }
  }

  private mutating func alterRequirements(
    _ requirements: [Requirement], at path: EntryChange.Path
  ) {
    for (index, requirement) in requirements.enumerated() {
      let place = path + [.item(index)]
      if requirements.count > 1 {
        add(
          .requirement, "without the requirement of \(requirement.words)", .drop(place))
      }
      let count = requirement.count
      for other in [count - 1, count + 1] where other > 0 {
        add(
          .count, "\(other) instead of \(count) from \(requirement.people)",
          .set(place + [.key("count")], "\(other)"))
      }
      if requirement.isReasonRequired {
        add(.reason, "no reason required", .drop(place + [.key("reason")]))
      }
      alterSelectors(at: place + [.key("from")])
    }
  }

  /// Each selector goes, or asks another team.
  private mutating func alterSelectors(at path: EntryChange.Path) {
    guard case .list(let items)? = entry[path]?.content else { return }
    let named = items.compactMap { $0.members.first?.value.text }
    for (index, item) in items.enumerated() {
      guard let member = item.members.first, let name = member.value.text else { continue }
      let place = path + [.item(index)]
      if items.count > 1 { add(.selector, "without `\(name)`", .drop(place)) }
      guard let team = otherTeam(than: member.key == "team" ? ID(name) : nil, named) else {
        continue
      }
      add(
        .selector, "`\(team)` instead of `\(name)`",
        .put(place, key: "team", value: team.text))
    }
  }

  /// The first team by id with other people.
  private func otherTeam(than team: ID?, _ named: [String]) -> ID? {
    let directory = policy.directory
    let people = team.map { directory.people(ofTeam: $0) } ?? []
    return directory.teams.keys.sorted().first {
      !named.contains($0.text) && directory.people(ofTeam: $0) != people
        && !directory.people(ofTeam: $0).isEmpty
    }
  }

  private mutating func alterDeadlines(_ review: Review, at path: EntryChange.Path) {
    let deadlines = [
      ("expire", review.expire), ("approvalsValidFor", review.approvalsValidFor),
    ]
    for case (let key, let duration?) in deadlines {
      alter(duration, at: path + [.key(key)], .deadline, "`\(key)`")
      add(.deadline, "without `\(key)`", .drop(path + [.key(key)]))
    }
  }

  private mutating func alterEscalations(_ review: Review, at path: EntryChange.Path) {
    let names = review.escalations.map { "after \($0.after)" }
    dropItems(names, at: path, .escalation, "escalation")
    for (index, escalation) in review.escalations.enumerated() {
      let place = path + [.item(index)]
      alter(escalation.after, at: place + [.key("after")], .escalation, "escalation after")
      alterSelectors(at: place + [.key("to")])
    }
  }
}

extension Requirement {
  /// Such as "2 from `security` or `user alice`".
  fileprivate var words: String { "\(count) from \(people)" }

  fileprivate var people: String { from.map { "`\($0)`" }.joined(separator: " or ") }
}

extension DocumentNode {
  /// Of a scalar.
  fileprivate var text: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.text
  }
}
