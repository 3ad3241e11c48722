import Diagnostics

/// Reads the invariants of precedent.yaml.
struct InvariantReading {
  let conditions: ConditionReading
  let names: DirectoryNames
  private var registry = IDRegistry()

  init(conditions: ConditionReading, names: DirectoryNames) {
    self.conditions = conditions
    self.names = names
  }

  mutating func read(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [Invariant] {
    var found: [Invariant] = []
    for node in reader.list(node) ?? [] {
      if let invariant = readInvariant(node, &reader) { found.append(invariant) }
    }
    return found
  }

  private mutating func readInvariant(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Invariant? {
    let shape = MappingShape(
      "an invariant", required: ["id", "title", "owner", "when", "never"],
      optional: ["breakGlass", "suppress"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let title = reader.sentence(members["title"], "`title`")
    let owner = reader.id(members["owner"])
    if let owner, let place = members["owner"] { reader.check(owner, at: place, names.checkTeam) }
    let condition = conditions.read(members["when"], &reader)
    let never = readNever(members["never"], &reader)
    let exemption = reader.choice(members["breakGlass"], of: Exemption.self)
    let suppressions = reader.suppressions(members)
    guard let idNode = members["id"], let id = reader.id(idNode) else { return nil }
    let place = reader.location(idNode)
    registry.claim(id, as: "invariant", at: place).map { reader.report($0) }
    guard let title, let owner, let condition, let never else { return nil }
    return Invariant(
      id: id, title: title, owner: owner, condition: condition, never: never,
      allowsBreakGlass: exemption == .allowed, suppressions: suppressions, location: place)
  }

  /// `breakGlass: allowed`; `forbidden` is what it is without the key.
  private enum Exemption: String, CaseIterable {
    case allowed, forbidden
  }

  /// The effects that act without a human: the others are what an invariant turns them into, or
  /// stricter.
  private enum ForbiddenEffect: String, CaseIterable {
    case approve, constrain

    var effect: Effect {
      switch self {
      case .approve: .approve
      case .constrain: .constrain
      }
    }
  }

  private func readNever(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Set<Effect>? {
    let nodes = reader.nonEmptyList(node, "the list of effects that may not win") ?? []
    let effects = nodes.compactMap { reader.choice($0, of: ForbiddenEffect.self)?.effect }
    return effects.isEmpty ? nil : Set(effects)
  }
}
