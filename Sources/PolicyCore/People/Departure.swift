import CEL
import Diagnostics

/// What nobody could do any more if one person left: what is possible with the person and not
/// without. What is impossible already is not lost.
struct Departure {
  private let policy: Policy
  private let before: Staff
  private let after: Staff

  /// - Parameter instant: memberships, rules and exceptions that have ended by then do not count.
  init(of person: ID, from policy: Policy, at instant: Timestamp) {
    self.policy = policy.withoutEnded(at: instant)
    before = Staff(directory: policy.directory, gone: nil, instant: instant)
    after = Staff(directory: policy.directory, gone: person, instant: instant)
  }

  /// By file and line.
  var losses: [Loss] {
    (approvals + owners + rollbacks + emergencies + acceptance).enumerated().sorted {
      let (left, right) = ($0.element.location, $1.element.location)
      if !left.path.hasSameUTF8(as: right.path) { return left.path.precedesInUTF8(right.path) }
      return (left.utf8Range.lowerBound, $0.offset) < (right.utf8Range.lowerBound, $1.offset)
    }
    .map(\.element)
  }

  // MARK: - Approvals

  private var approvals: [Loss] {
    policy.reviews.flatMap { entry -> [Loss] in
      let requirements = entry.review.stages.flatMap(\.requirements)
      let lost = requirements.compactMap { loss(of: $0, entry) }
      guard lost.isEmpty, !entry.review.workloadsSuffice,
        let had = hasHuman(requirements, before), had,
        let has = hasHuman(requirements, after), !has
      else { return lost }
      return [entry.loss(.human)]
    }
  }

  private func loss(of requirement: Requirement, _ entry: PolicyReview) -> Loss? {
    guard let had = before.approvers(requirement.from),
      let left = after.approvers(requirement.from),
      had.count >= requirement.count, left.count < requirement.count
    else { return nil }
    return entry.loss(
      left.isEmpty
        ? .onlyApprover(count: requirement.count, from: requirement.from)
        : .quorum(count: requirement.count, left: left.count, from: requirement.from))
  }

  /// Nil where the request names whom one of them asks.
  private func hasHuman(_ requirements: [Requirement], _ staff: Staff) -> Bool? {
    var isFound = false
    for requirement in requirements {
      guard let people = staff.approvers(requirement.from) else { return nil }
      isFound = isFound || people.contains(where: staff.isHuman)
    }
    return isFound
  }

  // MARK: - Owners

  private var owners: [Loss] {
    let ofRules = policy.rules.compactMap { rule in
      rule.owner.flatMap { Loss(.rule, rule.id, .owner($0), rule.location) }
    }
    let ofExceptions = policy.exceptions.map {
      Loss(.exception, $0.id, .owner($0.owner), $0.location)
    }
    let ofInvariants = policy.settings.invariants.map {
      Loss(.invariant, $0.id, .owner($0.owner), $0.location)
    }
    let members = policy.directory.members.values.sorted { $0.id < $1.id }
    let ofMembers = members.compactMap { member in
      member.owner.flatMap {
        Loss(member.kind == .agent ? .agent : .workload, member.id, .owner($0), member.location)
      }
    }
    return (ofRules + ofExceptions + ofInvariants + ofMembers).filter { loss in
      guard case .owner(let owner) = loss.kind else { return false }
      return isWithoutHuman(owner)
    }
  }

  private var rollbacks: [Loss] {
    let ofRules = policy.rules.compactMap { rule in
      rule.rollback.map { Loss(.rule, rule.id, .rollback($0.by), rule.location) }
    }
    let ofExceptions = policy.exceptions.compactMap { exception in
      exception.rollback.map {
        Loss(.exception, exception.id, .rollback($0.by), exception.location)
      }
    }
    return (ofRules + ofExceptions).filter { loss in
      guard case .rollback(let by) = loss.kind else { return false }
      return isWithoutHuman(by)
    }
  }

  private func isWithoutHuman(_ id: ID) -> Bool {
    before.people(named: id).contains(where: before.isHuman)
      && !after.people(named: id).contains(where: after.isHuman)
  }

  // MARK: - Others

  private var emergencies: [Loss] {
    policy.exceptions.compactMap { exception in
      guard let who = exception.breakGlass?.who, let had = before.people(who), !had.isEmpty,
        let left = after.people(who), left.isEmpty
      else { return nil }
      return Loss(.exception, exception.id, .emergency, exception.location)
    }
  }

  private var acceptance: [Loss] {
    let teams = policy.settings.acceptedBy.map { Selector.team($0) }
    guard !teams.isEmpty, before.people(teams)?.contains(where: before.isHuman) == true,
      after.people(teams)?.contains(where: after.isHuman) == false
    else { return [] }
    return [Loss(.settings, "acceptedBy", .acceptance, .file(FolderRules.settingsPath))]
  }
}

/// Who is there at an instant, with or without one of them.
private struct Staff {
  let directory: Directory
  let gone: ID?
  let instant: Timestamp

  func people(named id: ID) -> Set<ID> { directory.people(named: id).filter(isThere) }

  func isHuman(_ person: ID) -> Bool { directory.members[person]?.kind == .human }

  /// Whom selectors name; nil where that depends on the request.
  func people(_ selectors: [Selector]) -> Set<ID>? {
    var people: Set<ID> = []
    for selector in selectors {
      switch selector {
      case .team(let id), .user(let id): people.formUnion(self.people(named: id))
      case .attribute, .each: return nil
      }
    }
    return people
  }

  /// Without those who are not human and have no authority, or nobody who answers for them.
  func approvers(_ selectors: [Selector]) -> Set<ID>? {
    people(selectors)?.filter { person in
      guard let member = directory.members[person] else { return false }
      switch member.kind {
      case .human: return true
      case .workload, .agent:
        return member.authority != nil
          && (member.owner.map { !people(named: $0).isEmpty } ?? true)
      }
    }
  }

  private func isThere(_ person: ID) -> Bool {
    person != gone && directory.members[person]?.isActive(at: instant) == true
  }
}

extension Policy {
  fileprivate func withoutEnded(at instant: Timestamp) -> Policy {
    let isOpen: (Window) -> Bool = { window in window.until.map { instant < $0 } ?? true }
    return Policy(
      settings: settings, schema: schema, rules: rules.filter { isOpen($0.window) },
      exceptions: exceptions.filter { isOpen($0.window) }, directory: directory, digest: digest)
  }
}

extension Loss {
  fileprivate init(
    _ subject: Mention.Subject, _ id: ID, _ kind: Kind, _ location: SourceLocation
  ) {
    self.init(subject: subject, id: id, kind: kind, location: location)
  }
}

extension PolicyReview {
  fileprivate func loss(_ kind: Loss.Kind) -> Loss { Loss(subject, id, kind, location) }
}
