package import CEL

/// A test as it is written into a file of tests: one request, and what comes of it.
package struct WrittenTest: Sendable {
  /// One sentence.
  package var name: String
  /// The request document, from the policy root.
  package var base: String
  /// The instant of the decision.
  package var at: Timestamp
  /// Fields that differ from the base.
  package var changes: [FieldChange]
  /// In order.
  package var approvals: [Approval]
  /// What comes of it.
  package var expectation: Expectation
  /// Whether somebody must still say that it is meant.
  package var isUnreviewed: Bool

  /// Makes a test with one case.
  package init(
    name: String, base: String, at: Timestamp, changes: [FieldChange] = [],
    approvals: [Approval] = [], expectation: Expectation, isUnreviewed: Bool = true
  ) {
    self.name = name
    self.base = base
    self.at = at
    self.changes = changes
    self.approvals = approvals
    self.expectation = expectation
    self.isUnreviewed = isUnreviewed
  }

  /// The lines of the entry in a file, from its dash on.
  /// - Parameter path: of the file, from the policy root: the base is named from there.
  package func lines(in path: String) -> [String] { EditWriting().item(entry(in: path)) }

  func entry(in path: String) -> EditValue {
    .mapping(
      [
        .init("name", .text(name)), .init("at", .text(at.description)),
        .init("base", .text(Self.path(of: base, from: path))),
        .init("cases", .list([.mapping(caseMembers, .block)], .block)),
      ], .block)
  }

  private var caseMembers: [EditValue.Member] {
    var members: [EditValue.Member] = []
    let set = changes.compactMap { change in
      change.value.map { EditValue.Member(change.path.description, EditValue($0)) }
    }
    let removed = changes.filter { $0.value == nil }.map { EditValue.text($0.path.description) }
    if !set.isEmpty { members.append(.init("with", .mapping(set, .flow))) }
    if !removed.isEmpty { members.append(.init("without", .flow(removed))) }
    if !approvals.isEmpty {
      members.append(.init("approvals", .list(approvals.map(\.entry), .block)))
    }
    members.append(.init("expect", .mapping(expectation.members, .block)))
    if isUnreviewed { members.append(.init("unreviewed", .typed("true"))) }
    return members
  }

  /// Both are paths from the policy root.
  private static func path(of base: String, from file: String) -> String {
    let folder = file.split(separator: "/").dropLast()
    let parts = base.split(separator: "/")
    let shared = zip(folder, parts).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: folder.count - shared)
    return (up + parts.dropFirst(shared).map(String.init)).joined(separator: "/")
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

extension Expectation {
  /// What it looks at, in the order in which people write it.
  fileprivate var members: [EditValue.Member] {
    let parts: [(String, EditValue?)] = [
      ("decision", decision.map { .text($0.rawValue) }), ("tier", tier.map { .text($0.rawValue) }),
      ("rules", rules.map(Self.list)), ("exceptions", exceptions.map(Self.list)),
      ("invariants", invariants.map(Self.list)),
      ("missing", missing.map { .list($0.map(\.entry), $0.isEmpty ? .flow : .block) }),
      ("limits", limit.map { .flow(.init("duration", .text($0.text))) }),
      ("obligations", obligations.map { .flow($0.map { EditValue.text($0) }) }),
      (
        "grant",
        grantUntil.map { .flow(.init("until", .text($0?.description ?? "never"))) }
      ),
      ("error", error.map { .text($0) }),
    ]
    return parts.compactMap { key, value in value.map { .init(key, $0) } }
  }

  private static func list(_ ids: [ID]) -> EditValue { .flow(ids.map { .text($0.text) }) }
}

extension Expectation.Missing {
  fileprivate var entry: EditValue {
    .flow(
      .init("count", .typed("\(count)")), .init("from", .flow(from.map(\.entry))))
  }
}

extension Selector {
  fileprivate var entry: EditValue {
    switch self {
    case .team(let id): .flow(.init("team", .text(id.text)))
    case .user(let id): .flow(.init("user", .text(id.text)))
    case .attribute(let path): .flow(.init("attribute", .text(path.description)))
    case .each(let path): .flow(.init("each", .text(path.description)))
    }
  }
}
