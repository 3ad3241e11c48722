import CEL
import PolicyCore

/// Makes the tree of a walk from the schemas that records must hold and the fields that are read.
struct ColumnPlanMaking {
  private var plan: ColumnPlan

  /// What one schema asks of a place.
  fileprivate enum Demand {
    case nothing
    case node(SchemaNode)
    /// Nothing may stand there.
    case absence
  }

  /// Where a column reads, from some place on.
  private struct Reading {
    let column: Int
    var names: ArraySlice<String>
  }

  /// A place of the tree that is to be made.
  private struct Place {
    var demands: [Demand]
    var readings: [Reading]
    /// The top-level member that has a normal form of its own.
    var part: Part?
    var role = ColumnPlan.Role.none
  }

  private enum Part: String, CaseIterable { case subject, action, resource }

  static func plan(layout: ColumnLayout, schemas: [RequestSchema]) -> ColumnPlan {
    var making = ColumnPlanMaking(plan: ColumnPlan(columnCount: layout.paths.count))
    let readings = layout.paths.enumerated().map { Reading(column: $0, names: $1.names[...]) }
    // Most changes leave the schema as it is: then values are held to it once.
    var seen: Set<String> = []
    let distinct = schemas.filter { !$0.isWritten || seen.insert($0.digest).inserted }
    making.addRecord(demands: distinct.map { .node($0.root) }, readings: readings)
    return making.plan
  }

  // MARK: - Records

  private mutating func addRecord(demands: [Demand], readings: [Reading]) {
    let root = reserve()
    var node = ColumnPlan.Node()
    let isBeyond =
      demands.isEmpty || demands.contains { isConstrained($0) }
      || readings.contains { $0.names.isEmpty }
    // Hardly a schema says such a thing of whole records; where it does, each is looked at.
    node.kinds = isBeyond ? [] : .object
    let aside = ["approvals", "outcome"]
    for name in names(demands, readings) {
      if aside.contains(where: { $0.hasSameUTF8(as: name) }) {
        if isRequired(name, demands) { node.unmatchableCount += 1 }
        continue
      }
      var place = inner(name, demands, readings)
      place.part = Part(exactly: name)
      if name.hasSameUTF8(as: "id") { place.role = .id }
      if name.hasSameUTF8(as: "time") { place.role = .time }
      add(name, place, isRequired: isRequired(name, demands), to: &node)
    }
    node.members.append(
      .init(name: Array("approvals".utf8), node: addApprovals(), isRequired: false))
    node.members.append(.init(name: Array("outcome".utf8), node: addOutcome(), isRequired: false))
    node.others = others(demands)
    plan.nodes[root] = node
  }

  // MARK: - Places

  /// Recursion is bounded by the depth of the schemas and of the paths.
  private mutating func add(_ place: Place) -> Int {
    let index = reserve()
    plan.nodes[index] = node(of: place)
    return index
  }

  private mutating func node(of place: Place) -> ColumnPlan.Node {
    var node = ColumnPlan.Node(kinds: place.role == .none ? .all : .string, role: place.role)
    let schemas = place.demands.compactMap(\.schema)
    if place.demands.contains(where: \.isAbsence) {
      node.kinds = []
      return node
    }
    let whole = place.readings.first { $0.names.isEmpty }
    let isInstant = schemas.contains { $0.format == .dateTime }
    var demands = place.demands
    // What an id should have besides, its role does not look at.
    if whole != nil || demands.contains(where: isConstrained) || (isInstant && place.role == .id) {
      plan.dictionaries.append(
        .init(
          checks: schemas.map { SchemaCheck($0) }, column: whole?.column,
          part: place.part?.rawValue))
      node.dictionary = plan.dictionaries.count - 1
      // Each distinct value is held to the schemas as a whole.
      demands = demands.map { _ in .nothing }
    } else {
      node.kinds = schemas.reduce(node.kinds) { $0.intersection(.init($1.types)) }
      if node.role == .none, isInstant { node.role = .instant }
      node.items = items(demands)
    }
    addMembers(demands, place, to: &node)
    return node
  }

  private mutating func addMembers(
    _ demands: [Demand], _ place: Place, to node: inout ColumnPlan.Node
  ) {
    let properties = "properties"
    node.hoistsProperties = place.part != nil
    var found = names(demands, place.readings)
    // A bare action is its name.
    if place.part == .action, !found.contains(where: { $0.hasSameUTF8(as: "name") }) {
      found.append("name")
    }
    for name in found {
      if place.part != nil, name.hasSameUTF8(as: properties) {
        if isRequired(name, demands) { node.unmatchableCount += 1 }
        continue
      }
      let index = add(
        name, inner(name, demands, place.readings), isRequired: isRequired(name, demands),
        to: &node)
      if place.part == .action, name.hasSameUTF8(as: "name") { node.bare = index }
    }
    node.others = others(demands)
  }

  /// A name that cannot stand in a text as it is makes records odd where it occurs: it has escapes.
  @discardableResult
  private mutating func add(
    _ name: String, _ place: Place, isRequired: Bool, to node: inout ColumnPlan.Node
  ) -> Int? {
    let bytes = Array(name.utf8)
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
    else {
      if isRequired { node.unmatchableCount += 1 }
      return nil
    }
    let index = add(place)
    node.members.append(.init(name: bytes, node: index, isRequired: isRequired))
    return index
  }

  private mutating func items(_ demands: [Demand]) -> Int? {
    let inner = demands.map { demand in
      demand.schema?.items.first.map { Demand.node($0) } ?? .nothing
    }
    guard inner.contains(where: { $0.schema != nil }) else { return nil }
    return add(Place(demands: inner, readings: []))
  }

  private mutating func others(_ demands: [Demand]) -> ColumnPlan.Others {
    var inner: [Demand] = []
    for demand in demands {
      switch demand.schema?.additional ?? .hidden {
      case .hidden: inner.append(.nothing)
      case .forbidden: return .forbidden
      case .of(let node): inner.append(.node(node))
      }
    }
    guard inner.contains(where: { $0.schema != nil }) else { return .kept }
    return .node(add(Place(demands: inner, readings: [])))
  }

  private mutating func reserve() -> Int { add(ColumnPlan.Node()) }

  mutating func add(_ node: ColumnPlan.Node) -> Int {
    plan.nodes.append(node)
    return plan.nodes.count - 1
  }

  // MARK: - What is asked

  /// Whether more is asked than that a value be of some kind, or an instant.
  private func isConstrained(_ demand: Demand) -> Bool {
    guard let node = demand.schema else { return false }
    return !node.enumeration.isEmpty || node.pattern != nil || node.bounds != .init()
      || node.format == .duration
  }

  private func names(_ demands: [Demand], _ readings: [Reading]) -> [String] {
    var seen: Set<ID> = []
    let declared = demands.compactMap(\.schema).flatMap { Array($0.properties.keys) + $0.required }
    return (declared + readings.compactMap(\.names.first))
      .filter { seen.insert(ID($0)).inserted }
      .sorted { $0.precedesInUTF8($1) }
  }

  private func isRequired(_ name: String, _ demands: [Demand]) -> Bool {
    demands.contains { demand in
      demand.schema?.required.contains { $0.hasSameUTF8(as: name) } == true
    }
  }

  private func inner(_ name: String, _ demands: [Demand], _ readings: [Reading]) -> Place {
    Place(
      demands: demands.map { $0.member(name) },
      readings: readings.filter { $0.names.first?.hasSameUTF8(as: name) == true }
        .map { Reading(column: $0.column, names: $0.names.dropFirst()) })
  }
}

extension ColumnPlanMaking.Demand {
  fileprivate var schema: SchemaNode? {
    guard case .node(let node) = self else { return nil }
    return node
  }

  fileprivate var isAbsence: Bool {
    guard case .absence = self else { return false }
    return true
  }

  fileprivate func member(_ name: String) -> Self {
    guard let node = schema else { return self }
    if let declared = node.property(name) { return .node(declared) }
    switch node.additional {
    case .hidden: return .nothing
    case .forbidden: return .absence
    case .of(let inner): return .node(inner)
    }
  }
}
