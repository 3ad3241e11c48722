import CEL
package import PolicyCore

/// Counts in which decisions of a log the rules of each owner took part.
package struct OwnerCount: Sendable {
  private let policy: Policy
  private let period: LogPeriod
  private let ownerOfRule: [String: ID?]
  private let knownExceptions: Set<String>
  private var decisions = 0
  private var others = 0
  private var owners: [ID?: OwnerReport.Tally] = [:]
  private var rules: [String: OwnerReport.Tally] = [:]
  private var exceptions: [String: OwnerReport.Tally] = [:]

  /// Starts to count for the owners of a policy version.
  package init(policy: Policy, period: LogPeriod) {
    self.policy = policy
    self.period = period
    ownerOfRule = Dictionary(policy.rules.map { ($0.id.text, $0.owner) }) { first, _ in first }
    knownExceptions = Set(policy.exceptions.map(\.id.text))
  }

  /// Takes in a decision.
  package mutating func add(_ decision: LoggedDecision) {
    guard period.contains(decision.recordedAt) else { return }
    decisions += 1
    let used = decision.rules.filter { ownerOfRule[$0] != nil }
    let lifting = decision.exceptions.filter(knownExceptions.contains)
    if used.isEmpty, lifting.isEmpty { others += 1 }
    for rule in used { rules[rule, default: .init()].add(decision) }
    for exception in lifting { exceptions[exception, default: .init()].add(decision) }
    for owner in Set(used.compactMap { ownerOfRule[$0] }) {
      owners[owner, default: .init()].add(decision)
    }
  }

  /// The report on what was counted.
  /// - Parameter uses: all of break-glass up to the instant of the list.
  package func report(
    _ header: LogHeader, due list: DueList, uses: [BreakGlassUse]
  ) -> OwnerReport {
    OwnerReport(
      at: list.at, within: list.within,
      log: .init(header: header, period: period, decisions: decisions, others: others),
      owners: policy.owners(due: list).map { owner in
        let id = owner.id
        var owner = owner
        owner.decisions = owners[id] ?? .init()
        for index in owner.rules.indices {
          owner.rules[index].use = rules[owner.rules[index].id.text] ?? .init()
        }
        for index in owner.exceptions.indices {
          owner.exceptions[index].use = exceptions[owner.exceptions[index].id.text] ?? .init()
        }
        owner.unreviewed = uses.filter { use in
          use.reviewed == nil && (id.map { use.owners.contains($0) } ?? false)
        }
        return owner
      })
  }
}

extension OwnerReport {
  /// The report without a log.
  package init(of policy: Policy, due list: DueList) {
    self.init(
      at: list.at, within: list.within, log: nil,
      owners: policy.owners(due: list))
  }
}

extension Policy {
  /// Whoever owns a rule or an exception, by id; nil last, where a rule has no owner.
  fileprivate func owners(due list: DueList) -> [OwnerReport.Owner] {
    // What comes next is shown of every entry, however far away.
    let next = DueSearch(policy: self, at: list.at, within: Self.horizon).list()
    return ownerIDs.map { owner($0, due: list, next: next) }
  }

  /// A hundred years.
  private static let horizon = PolicyDuration(seconds: 100 * 365 * 86_400)

  private var ownerIDs: [ID?] {
    let named = Set(rules.compactMap(\.owner) + exceptions.map(\.owner)).sorted()
    let isUnowned = rules.contains { $0.owner == nil }
    return named + (isUnowned ? [nil] : [])
  }

  private func owner(_ id: ID?, due list: DueList, next: DueList) -> OwnerReport.Owner {
    func due(_ entry: ID, _ kinds: Set<DueItem.Kind>) -> Timestamp? {
      next.items.filter {
        $0.id == entry.text && kinds.contains($0.kind) && $0.state != .ended
      }.compactMap(\.at).min()
    }
    return OwnerReport.Owner(
      id: id,
      rules: rules.filter { $0.owner == id }.map { rule in
        OwnerReport.Entry(
          kind: .rule, id: rule.id, effect: rule.effect, title: rule.title,
          due: due(rule.id, [.rule, .certification, .drill]))
      },
      exceptions: exceptions.filter { $0.owner == id }.map { exception in
        OwnerReport.Entry(
          kind: exception.breakGlass == nil ? .exception : .breakGlass, id: exception.id,
          effect: exception.consequence.effect, title: exception.title,
          due: due(exception.id, [.exception, .breakGlass, .drill]))
      },
      due: list.items.filter { item in
        guard let id else { return item.answers.isEmpty && item.kind == .certification }
        return item.answers.contains(id)
      })
  }
}
