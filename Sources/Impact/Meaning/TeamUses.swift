import Diagnostics
import PolicyCore

/// Where a policy reads who is in a team.
struct TeamUses {
  /// Sorted, without repeats.
  let all: [MeaningUse]

  init(_ policy: Policy, _ team: ID) {
    let named = PersonSearch(policy: policy).mentions(ofTeam: team).map {
      MeaningUse(subject: $0.subject, id: $0.id, role: $0.role)
    }
    let byRequest = policy.reviewsByRequest.map {
      MeaningUse(subject: $0.subject, id: $0.id, role: .approver, isByRequest: true)
    }
    all = Set(named + byRequest).sorted()
  }
}

extension [MeaningUse] {
  /// What it does that one person more is in a team that is used so.
  var leaning: Leaning {
    map { $0.isByRequest ? $0.role.leaning.when(.unknown) : $0.role.leaning }.sum
  }
}

extension Mention.Role {
  /// What it does that there is one person more of this role.
  fileprivate var leaning: Leaning {
    switch self {
    case .approver, .escalation, .emergency: .loosens
    // Owners review what has lapsed or is held back; those of a workload may not approve for it.
    case .owner: .unknown
    // A condition that reads the team is a part of its own.
    case .acceptance, .member, .rollback, .certifier, .condition, .sponsor, .notified, .delegator,
      .delegate:
      .neither
    }
  }
}
