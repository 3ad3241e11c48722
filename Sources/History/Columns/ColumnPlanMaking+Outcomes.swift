extension ColumnPlanMaking {
  /// As `RecordParts` reads them; one that is bound to a digest takes a closer look.
  mutating func addApprovals() -> Int {
    let text = add(ColumnPlan.Node(kinds: .string))
    let verdict = add(ColumnPlan.Node(kinds: .string, role: .verdict))
    let instant = add(ColumnPlan.Node(kinds: .string, role: .approvedAt))
    let approval = add(
      ColumnPlan.Node(
        kinds: .object, others: .forbidden,
        members: [
          .init(name: Array("by".utf8), node: text, isRequired: true),
          .init(name: Array("verdict".utf8), node: verdict, isRequired: true),
          .init(name: Array("at".utf8), node: instant, isRequired: true),
          .init(name: Array("onBehalfOf".utf8), node: text, isRequired: false),
          .init(name: Array("reason".utf8), node: text, isRequired: false),
        ]))
    return add(ColumnPlan.Node(kinds: .array, items: approval))
  }

  /// Of what happened, no more than `RecordParts` knows.
  mutating func addOutcome() -> Int {
    let text = add(ColumnPlan.Node(kinds: .string))
    let status = add(ColumnPlan.Node(kinds: .string, role: .status))
    let instant = add(ColumnPlan.Node(kinds: .string, role: .outcomeAt))
    let by = add(ColumnPlan.Node(kinds: .string, role: .outcomeBy))
    return add(
      ColumnPlan.Node(
        kinds: .object, others: .forbidden,
        members: [
          .init(name: Array("status".utf8), node: status, isRequired: true),
          .init(name: Array("at".utf8), node: instant, isRequired: false),
          .init(name: Array("by".utf8), node: by, isRequired: false),
          .init(name: Array("policyCommit".utf8), node: text, isRequired: false),
        ]))
  }
}
