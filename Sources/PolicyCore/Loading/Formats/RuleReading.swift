import CEL
import Diagnostics

/// Collects the rules of all files in `rules/`.
struct RuleReading {
  let conditions: ConditionReading
  let names: DirectoryNames
  private let consequences: ConsequenceReading
  private let terms: TermsReading
  private var registry = IDRegistry()
  private(set) var rules: [Rule] = []
  /// Of all rules, also of those that could not be read.
  private(set) var ids: Set<ID> = []

  init(conditions: ConditionReading, names: DirectoryNames, schema: RequestSchema) {
    self.conditions = conditions
    self.names = names
    consequences = ConsequenceReading(
      conditions: conditions,
      reviews: ReviewReading(conditions: conditions, names: names, schema: schema))
    terms = TermsReading(names: names)
  }

  /// Reads one file.
  mutating func read(_ root: DocumentNode?, _ reader: inout DocumentReader) {
    let file = reader.members(of: root, MappingShape("a rule file", required: ["rules"]))
    for node in reader.list(file?["rules"]) ?? [] {
      if let rule = readRule(node, &reader) { rules.append(rule) }
    }
  }

  private static let shape = MappingShape(
    "a rule", required: ["id", "title", "when", "effect"],
    optional: TermsReading.keys + [
      "owner", "triggers", "since", "until", "recertify", "certified", "dataMaxAge", "suppress",
    ])

  private mutating func readRule(_ node: DocumentNode, _ reader: inout DocumentReader) -> Rule? {
    let shape = ConsequenceReading.shape(Self.shape, of: node)
    guard let members = reader.members(of: node, shape) else { return nil }
    let id = readID(members["id"], &reader)
    let title = reader.sentence(members["title"], "`title`")
    let owner = readOwner(members["owner"], &reader)
    let condition = conditions.read(members["when"], &reader)
    let consequence = consequences.read(members, &reader)
    let terms = self.terms.read(members, &reader)
    let triggers = (reader.list(members["triggers"]) ?? [])
      .compactMap { reader.sentence($0, "a trigger") }
    let window = reader.window(members, from: "since", until: "until")
    let recertification = reader.recertification(members)
    let dataMaxAge = reader.duration(members["dataMaxAge"])
    let suppressions = reader.suppressions(members)
    guard let (id, place) = id, let title, let condition, let consequence else { return nil }
    return Rule(
      id: id, title: title, owner: owner, condition: condition, consequence: consequence,
      limits: terms.limits, rollback: terms.rollback, obligations: terms.obligations,
      triggers: triggers, window: window, recertifyEvery: recertification.every,
      certified: recertification.certified, dataMaxAge: dataMaxAge, suppressions: suppressions,
      location: place)
  }

  private mutating func readID(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> (id: ID, place: SourceLocation)? {
    guard let node, let id = reader.id(node) else { return nil }
    let place = reader.location(node)
    registry.claim(id, as: "rule", at: place).map { reader.report($0) }
    ids.insert(id)
    return (id, place)
  }

  private func readOwner(_ node: DocumentNode?, _ reader: inout DocumentReader) -> ID? {
    guard let node, let id = reader.id(node) else { return nil }
    reader.check(id, at: node, names.checkTeam)
    return id
  }
}
