package import CEL

/// A test with one case, as a tool writes it: what comes of the request now is what is expected, or a
/// part of it, and the case is marked as reviewed by nobody.
package struct WrittenTest: Sendable {
  /// One sentence.
  package var name: String
  /// From the folder of the file that it is written into.
  package var base: String
  /// The instant of the decision; nil for the request's time.
  package var at: Timestamp?
  /// Fields that differ from the base.
  package var changes: [FieldChange]
  /// In their order.
  package var approvals: [Approval]
  /// What must come of it, such as `decision.expectation`.
  package var expectation: EditValue

  /// Makes a test.
  package init(
    name: String, base: String, at: Timestamp? = nil, changes: [FieldChange] = [],
    approvals: [Approval] = [], expectation: EditValue
  ) {
    self.name = name
    self.base = base
    self.at = at
    self.changes = changes
    self.approvals = approvals
    self.expectation = expectation
  }

  /// The lines of the entry, from its dash on.
  package var lines: [String] { EditWriting().item(entry) }

  /// The entry of `tests:`.
  package var entry: EditValue {
    .mapping(
      [
        .init("name", .text(name)), .init("base", .text(base)),
        .init("cases", .list([caseEntry], .block)),
      ], .block)
  }

  /// The entry of `cases:`.
  package var caseEntry: EditValue {
    var members: [EditValue.Member] = []
    if let at { members.append(.init("at", .text(at.description))) }
    let set = changes.compactMap { change in
      change.value.map { EditValue.Member(change.path.description, EditValue($0)) }
    }
    if !set.isEmpty { members.append(.init("with", .mapping(set, .flow))) }
    let removed = changes.filter { $0.value == nil }.map(\.path.description)
    if !removed.isEmpty { members.append(.init("without", .flow(removed.map { .text($0) }))) }
    if !approvals.isEmpty {
      members.append(.init("approvals", .list(approvals.map(\.entry), .block)))
    }
    // The mark comes last: its line can be taken away as it is.
    return .mapping(
      members + [.init("expect", expectation), .init("unreviewed", .typed("true"))], .block)
  }
}

extension Decision {
  /// The decision as a test expects it, every part that a test can name.
  package var expectation: EditValue {
    var members: [EditValue.Member] = [
      .init("decision", .text(status.rawValue)), .init("tier", .text(tier.rawValue)),
      .init("rules", Self.list(matched.filter { !$0.isException }.map(\.rule))),
    ]
    let exceptions = matched.filter(\.isException).map(\.rule)
    if !exceptions.isEmpty { members.append(.init("exceptions", Self.list(exceptions))) }
    if !invariants.isEmpty { members.append(.init("invariants", Self.list(invariants))) }
    if let limit { members.append(.init("limits", .flow(.init("duration", .text(limit.text))))) }
    if let grant {
      let end = grant.until?.description ?? "never"
      members.append(.init("grant", .flow(.init("until", .text(end)))))
    }
    if !obligations.isEmpty {
      members.append(.init("obligations", .flow(obligations.map { .text($0.id) })))
    }
    if let missing { members.append(.init("missing", missing)) }
    return .mapping(members, .block)
  }

  /// Nil where a review asks nobody, which a test cannot name.
  private var missing: EditValue? {
    let lacking = requirements.filter { $0.missing > 0 }
    guard tier == .human, lacking.allSatisfy({ !$0.from.isEmpty }) else { return nil }
    return .list(
      lacking.map { state in
        .flow(
          .init("count", .typed("\(state.missing)")),
          .init("from", .flow(state.from.map(\.entry))))
      }, lacking.isEmpty ? .flow : .block)
  }

  private static func list(_ ids: [ID]) -> EditValue { .flow(ids.map { .text($0.text) }) }
}

extension Selector {
  /// As an item of `from`.
  var entry: EditValue {
    switch self {
    case .team(let id): .flow(.init("team", .text(id.text)))
    case .user(let id): .flow(.init("user", .text(id.text)))
    case .attribute(let path): .flow(.init("attribute", .text(path.description)))
    case .each(let path): .flow(.init("each", .text(path.description)))
    }
  }
}

extension Approval {
  fileprivate var entry: EditValue {
    var members: [EditValue.Member] = [
      .init("by", .text(by.text)), .init("verdict", .text(verdict.rawValue)),
      .init("at", .text(at.description)),
    ]
    if let onBehalfOf { members.append(.init("onBehalfOf", .text(onBehalfOf.text))) }
    if let reason { members.append(.init("reason", .text(reason))) }
    if let requestSHA256 { members.append(.init("requestSha256", .text(requestSHA256))) }
    return .mapping(members, .flow)
  }
}
