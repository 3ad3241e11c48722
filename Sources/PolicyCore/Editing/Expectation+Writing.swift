import CEL

extension Expectation {
  /// What it looks at, in the order in which people write it.
  package var entry: EditValue {
    let parts: [(String, EditValue?)] = [
      ("decision", decision.map { .text($0.rawValue) }), ("tier", tier.map { .text($0.rawValue) }),
      ("rules", rules.map(Self.list)), ("exceptions", exceptions.map(Self.list)),
      ("invariants", invariants.map(Self.list)),
      ("missing", missing.map { .list($0.map(\.entry), $0.isEmpty ? .flow : .block) }),
      ("limits", limit.map { .flow(.init("duration", .text($0.text))) }),
      ("obligations", obligations.map { .flow($0.map { EditValue.text($0) }) }),
      ("grant", grantUntil.map { .flow(.init("until", .text($0?.description ?? "never"))) }),
      ("error", error.map { .text($0) }),
    ]
    let members = parts.compactMap { key, value in value.map { EditValue.Member(key, $0) } }
    return .mapping(members, .block)
  }

  private static func list(_ ids: [ID]) -> EditValue { .flow(ids.map { .text($0.text) }) }
}

extension Expectation.Missing {
  fileprivate var entry: EditValue {
    .flow(.init("count", .typed("\(count)")), .init("from", .flow(from.map(\.entry))))
  }
}
