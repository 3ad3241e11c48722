import CEL

/// What people must approve, and on which terms.
package struct Review: Sendable, Equatable {
  /// In order; requirements inside one stage are filled in any order.
  package var stages: [Stage]
  /// What must hold before a filled review is approved.
  package var evidence: [Clause]
  /// Counted from the request's time; a review not filled before is denied.
  package var expire: PolicyDuration?
  /// How long an approval counts; nil for as long as the review lasts.
  package var approvalsValidFor: PolicyDuration?
  /// Who is asked too, once a review has waited; in the order of the file.
  package var escalations: [Escalation]
  /// Whether approvers that are not human may fill every requirement.
  package var workloadsSuffice: Bool

  /// Makes a review from its parts.
  package init(
    stages: [Stage], evidence: [Clause] = [], expire: PolicyDuration? = nil,
    approvalsValidFor: PolicyDuration? = nil, escalations: [Escalation] = [],
    workloadsSuffice: Bool = false
  ) {
    self.stages = stages
    self.evidence = evidence
    self.expire = expire
    self.approvalsValidFor = approvalsValidFor
    self.escalations = escalations
    self.workloadsSuffice = workloadsSuffice
  }

  /// One approval by a team: what becomes of an approving rule that has lapsed.
  package static func byOwner(_ team: ID) -> Review {
    Review(stages: [Stage(requirements: [Requirement(count: 1, from: [.team(team)])])])
  }
}

/// Further people for every requirement of a review, from the request's time plus `after`.
package struct Escalation: Sendable, Hashable, Comparable {
  /// Counted from the request's time.
  package var after: PolicyDuration
  /// Who joins; sorted, without repeats.
  package let to: [Selector]

  /// Makes an escalation; its selectors are sorted, without repeats.
  package init(after: PolicyDuration, to: some Sequence<Selector>) {
    self.after = after
    self.to = Set(to).sorted()
  }

  /// By when, then by whom.
  package static func < (left: Escalation, right: Escalation) -> Bool {
    left.after != right.after
      ? left.after < right.after : left.to.lexicographicallyPrecedes(right.to)
  }
}

/// Requirements that are judged together.
package struct Stage: Sendable, Equatable {
  /// In any order.
  package var requirements: [Requirement]

  /// Makes a stage.
  package init(requirements: [Requirement]) { self.requirements = requirements }
}

/// So many approvals from such people.
package struct Requirement: Sendable, Hashable {
  /// At least 1.
  package var count: Int
  /// Whoever any of these names; sorted, without repeats.
  package let from: [Selector]
  /// Whether an approval without a reason does not count here.
  package var isReasonRequired: Bool

  /// Makes a requirement; its selectors are sorted, without repeats.
  package init(count: Int, from: some Sequence<Selector>, isReasonRequired: Bool = false) {
    self.count = count
    self.from = Set(from).sorted()
    self.isReasonRequired = isReasonRequired
  }

  /// A requirement of the same people.
  func with(count: Int, isReasonRequired: Bool) -> Requirement {
    var changed = self
    changed.count = count
    changed.isReasonRequired = isReasonRequired
    return changed
  }
}

/// Whom a requirement asks.
package enum Selector: Sendable, Hashable, Comparable, CustomStringConvertible {
  case team(ID)
  case user(ID)
  /// A request field that holds the id, or a list of ids, of teams or members.
  case attribute(FieldPath)
  /// A request field with a list of owners, each of whom is asked by a requirement of its own.
  case each(FieldPath)

  /// As people read it: `security`, `user alice`, `resource.owner`.
  package var description: String {
    switch self {
    case .team(let id): id.text
    case .user(let id): "user \(id)"
    case .attribute(let path): path.description
    case .each(let path): "each of \(path)"
    }
  }

}

/// A path into a request, such as `resource.owner`; names are compared by UTF-8 bytes.
package struct FieldPath: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// A top-level field, then the members inside.
  package let names: [String]

  /// Makes a path from its names.
  package init(_ names: [String]) { self.names = names }

  /// The names, with points between them.
  package var description: String { names.joined(separator: ".") }

  package static func == (left: FieldPath, right: FieldPath) -> Bool {
    left.names.elementsEqual(right.names) { $0.hasSameUTF8(as: $1) }
  }

  package static func < (left: FieldPath, right: FieldPath) -> Bool {
    left.names.lexicographicallyPrecedes(right.names) { $0.precedesInUTF8($1) }
  }

  package func hash(into hasher: inout Hasher) {
    for name in names { hasher.combine(utf8Of: name) }
  }
}
