import CEL
import PolicyCore

/// Approvals and instants under which reviews that differ come out differently.
struct ApprovalProposals {
  let judge: TrialJudge
  let edit: RuleEdit
  let directory: Directory

  /// Between two approvals that are made up.
  private static let step: Int64 = 60
  private static let greatestCount = 12

  /// Variations of a trial, itself first.
  func variations(of trial: Trial) -> [Trial] {
    var found = [trial]
    if !trial.approvals.isEmpty { found.append(trial.with([], at: trial.at)) }
    found += windowEnds(trial)
    let fills = [judge.before, judge.after].map { filling(trial, $0) }.filter { !$0.isEmpty }
    for approvals in fills { found += subsets(of: approvals, trial) }
    found += deadlines(trial, fills.first ?? [])
    return found
  }

  // MARK: - Approvals

  /// Approvals by which a review is approved, one after the other; none where it is no review.
  private func filling(_ trial: Trial, _ decider: Decider) -> [Approval] {
    var approvals: [Approval] = []
    var tried: Set<ID> = []
    for _ in 0..<Self.greatestCount {
      guard let at = trial.request.time.later(by: Self.step * Int64(approvals.count + 1)) else {
        break
      }
      let decision = decider.decide(trial.request, approvals: approvals, at: at)
      guard decision.status == .pending,
        let person = decision.requirements.first(where: { $0.missing > 0 }).flatMap({
          next(of: $0.eligible, tried)
        })
      else { break }
      tried.insert(person)
      approvals.append(
        Approval(by: person, verdict: .approve, at: at, reason: "I have looked at it."))
    }
    return approvals
  }

  /// Humans first.
  private func next(of people: [ID], _ tried: Set<ID>) -> ID? {
    let left = people.filter { !tried.contains($0) }
    return left.first { directory.members[$0]?.kind == .human } ?? left.first
  }

  /// All of them, without reasons, the other way round, and the first few.
  private func subsets(of approvals: [Approval], _ trial: Trial) -> [Trial] {
    guard let last = approvals.last, let at = last.at.later(by: Self.step) else { return [] }
    let mute = approvals.map { approval in
      var approval = approval
      approval.reason = nil
      return approval
    }
    let reversed = zip(approvals, approvals.reversed()).map { approval, other in
      var approval = approval
      approval.at = other.at
      return approval
    }
    let firsts = (1..<max(approvals.count, 1)).map { Array(approvals.prefix($0)) }
    return ([approvals, mute, reversed] + firsts).map { trial.with($0, at: at) }
  }

  // MARK: - Instants

  private func windowEnds(_ trial: Trial) -> [Trial] {
    guard edit.rule.window != edit.edited.window else { return [] }
    return [edit.rule.window.since, edit.rule.window.until].compactMap { $0 }.flatMap { end in
      [-1, 0].compactMap { end.later(by: $0) }.map { trial.with(trial.approvals, at: $0) }
    }
  }

  /// Just before and behind whatever a duration of the rule ends.
  private func deadlines(_ trial: Trial, _ filling: [Approval]) -> [Trial] {
    let reviews = [edit.rule, edit.edited].flatMap(\.consequence.reviews)
    let durations = reviews.flatMap { review in
      [review.expire, review.approvalsValidFor].compactMap { $0 } + review.escalations.map(\.after)
    }
    let ends = Set(durations.compactMap { trial.request.time.adding($0) }).sorted()
    let slack = Self.step * Int64(filling.count + 1)
    let instants =
      ends.flatMap { end in [-1, 0, 1, slack].compactMap { end.later(by: $0) } } + dataEnds(trial)
    return instants.flatMap { [trial.with([], at: $0), trial.with(filling, at: $0)] }
  }

  private func dataEnds(_ trial: Trial) -> [Timestamp] {
    guard edit.rule.dataMaxAge != edit.edited.dataMaxAge else { return [] }
    let observed = ["subject", "resource"].compactMap {
      trial.request.document[$0]?["observedAt"]?.string.flatMap(Timestamp.parse)
    }
    let ages = [edit.rule.dataMaxAge, edit.edited.dataMaxAge].compactMap { $0 }
    return observed.flatMap { start in
      ages.compactMap { start.adding($0) }.flatMap { end in
        [0, 1].compactMap { end.later(by: $0) }
      }
    }
  }

}

extension Trial {
  func with(_ approvals: [Approval], at: Timestamp) -> Trial {
    var trial = self
    (trial.approvals, trial.at) = (approvals, at)
    return trial
  }
}

extension Timestamp {
  /// So many seconds later, or earlier.
  fileprivate func later(by seconds: Int64) -> Timestamp? {
    Timestamp(seconds: self.seconds + seconds, nanoseconds: nanoseconds)
  }
}
