import CEL
import Diagnostics
import PolicyCore

@testable import Impact

extension PolicyDifference {
  /// A change with something to say in every section.
  static func everything(_ plant: Planting = .ordinary) -> PolicyDifference {
    PolicyDifference(
      safeguards: [
        LoweredSafeguard(kind: .gate, name: plant("no-new-critical"), change: plant("was removed")),
        LoweredSafeguard(
          kind: .suppression, name: plant("rule db-write: no-way-back"),
          change: plant("is suppressed until 2027-01-01T00:00:00Z")),
        LoweredSafeguard(
          kind: .schema, name: plant("context.ticket"), change: plant("is no longer required")),
      ],
      tests: [
        TestDifference(
          name: plant("staging readers do not wait"), caseName: plant("prod"), fate: .expectation,
          parts: [
            .init(key: "decision", before: plant("pending"), after: plant("approved")),
            .init(key: "tier", before: nil, after: plant("automatic")),
          ], location: .file(plant("tests/databases.yaml"))),
        TestDifference(
          name: plant("vendors wait"), caseName: "2", fate: .removed, parts: [],
          location: .file(plant("tests/integrations.yaml"))),
      ],
      changes: MeaningChange.everything(plant),
      reformattedFiles: [plant("rules/workloads.yaml")])
  }

  /// A change of nothing.
  static let nothing = PolicyDifference(safeguards: [], tests: [], changes: [])
}

extension MeaningChange {
  fileprivate static func everything(_ plant: Planting) -> [MeaningChange] {
    [
      MeaningChange(
        kind: .rule, id: plant("staging-db-readers"),
        title: plant("Engineers read staging databases without asking."), fate: .changed,
        forms: [.moved, .certified], parts: MeaningPart.everything(plant), keepsTitle: true,
        location: .file(plant("rules/databases.yaml"))),
      MeaningChange(
        kind: .rule, id: plant("vendor-access"), title: plant("Vendors wait for security."),
        fate: .added,
        parts: [
          MeaningPart(
            .entry, about: plant("review"), after: "the type is `\(plant("vendor"))`", .unknown)
        ], location: .file(plant("rules/integrations.yaml"))),
      MeaningChange(
        kind: .rule, id: plant("no-agents"), title: plant("No agents."),
        fate: .renamed(from: ID(plant("agents"))), forms: [.reworded], parts: [],
        location: .file(plant("rules/agents.yaml"))),
      MeaningChange(
        kind: .team, id: plant("security"), fate: .changed,
        parts: [
          MeaningPart(
            .membership, about: plant("bob"), after: plant("bob"),
            uses: [
              MeaningUse(subject: .rule, id: ID(plant("prod-db-write")), role: .approver),
              MeaningUse(
                subject: .rule, id: ID(plant("db-write")), role: .approver, isByRequest: true),
            ], .loosens)
        ], location: .file(plant("directory/teams.yaml"))),
    ]
  }
}

extension MeaningPart {
  fileprivate static func everything(_ plant: Planting) -> [MeaningPart] {
    [
      MeaningPart(
        .condition,
        ConditionChange(
          before: plant(#"resource.environment == "dev""#),
          after: plant(#"resource.environment == "staging""#),
          gains: .init(
            answer: .yes,
            reasons: [
              .init(
                because: plant(#"resource.environment == "staging""#),
                inWords: "the environment is `\(plant("staging"))`")
            ]),
          losses: .unknown), holding: .loosens),
      MeaningPart(.limit, before: plant("4h"), after: plant("8h"), .loosens),
      MeaningPart(.count, about: plant("security"), before: "1", after: "2", .tightens),
      MeaningPart(
        .evidence, about: plant("A ticket is needed."), before: plant("has(context.ticket)"),
        .loosens),
    ]
  }
}
