import CEL
import Diagnostics
import PolicyCore

@testable import Impact
@testable import Reporting

extension DueList {
  /// A list with every kind and every state.
  static func everything(_ plant: Planting = .ordinary) -> DueList {
    let states: [DueItem.State] = [.overdue, .due, .ends, .ended]
    let items = DueItem.Kind.allCases.enumerated().map { index, kind in
      DueItem(
        kind: kind, id: plant("entry-\(index)"),
        detail: index % 2 == 0 ? plant("to bob@example.com") : nil,
        at: index == 0 ? nil : .at("2026-11-0\(index)T00:00:00Z"), state: states[index % 4],
        answers: index == 3 ? [] : [ID(plant("team-data")), ID(plant("security"))],
        location: .file(plant("rules/databases.yaml")))
    }
    return DueList(
      at: .at("2026-11-21T12:00:00Z"), within: PolicyDuration(seconds: 30 * 86_400), items: items)
  }

  /// Nothing is due.
  static var nothing: DueList {
    DueList(at: .at("2026-11-21T12:00:00Z"), within: PolicyDuration(seconds: 86_400), items: [])
  }
}

extension Recertification {
  /// One with something in every place.
  static func everything(_ plant: Planting = .ordinary) -> Recertification {
    var use = RuleUse()
    (use.records, use.unreplayable, use.since, use.matched) = (1_200, 3, 900, 412)
    (use.lifted, use.approvedAlone, use.approvedWithOthers) = (4, 380, 20)
    (use.approvedByHuman, use.deniedByHuman) = (9, 14)
    for number in 0..<12 { use.deniedThoughApproved.append(plant("req-\(number)")) }
    use.recipients = (0..<7).map { .init(subject: ID(plant("sam-\($0)")), requests: 70 - $0) }
    use.last = .init(request: plant("req-1042"), at: .at("2026-11-20T08:00:00Z"))
    return Recertification(
      kind: .rule, id: ID(plant("staging")), title: plant("Engineers read staging."),
      owner: ID(plant("team-data")), every: PolicyDuration(seconds: 180 * 86_400),
      certified: Certification(on: .at("2026-06-01T00:00:00Z"), by: plant("alice")), use: use,
      edit: Edit(
        file: plant("rules/databases.yaml"), lineNumber: 12, on: "2026-11-21", by: ID(plant("bob")),
        until: .at("2027-05-20T00:00:00Z"), isChange: true))
  }

  /// Nothing is known, and nothing was written.
  static var bare: Recertification {
    Recertification(
      kind: .breakGlass, id: "emergency", title: "T", owner: "security",
      every: PolicyDuration(seconds: 86_400), certified: nil)
  }
}
