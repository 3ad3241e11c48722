extension PlanTables {
  /// The same plan, in which each selection that has a slot asks the slot first.
  func withFields(of index: FieldIndex) -> PlanTables {
    var tables = self
    for (place, node) in nodes.enumerated() {
      guard case .select = node, let slot = path(PlanID(place)).flatMap(index.slot) else {
        continue
      }
      tables.nodes.append(node)
      tables.origins.append(origins[place])
      tables.nodes[place] = .field(slot: Int32(slot), general: PlanID(tables.nodes.count - 1))
    }
    return tables
  }

  /// The variable and names that a node reads; nil where it does more than that.
  /// - Complexity: recursion is as deep as the condition, which is limited.
  func path(_ id: PlanID) -> [String]? {
    switch nodes[Int(id)] {
    case .variable(let slot): [variables[Int(slot)]]
    case .select(let operand, let name): path(operand).map { $0 + [names[Int(name)]] }
    case .field(_, let general): path(general)
    default: nil
    }
  }
}
