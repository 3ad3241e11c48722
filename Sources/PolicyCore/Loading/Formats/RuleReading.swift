import CEL
import Diagnostics

/// Collects the rules of all files in `rules/`.
struct RuleReading {
  let conditions: ConditionReading
  let names: DirectoryNames
  private let reviews: ReviewReading
  private var registry = IDRegistry()
  private(set) var rules: [Rule] = []

  init(conditions: ConditionReading, names: DirectoryNames, schema: RequestSchema) {
    self.conditions = conditions
    self.names = names
    reviews = ReviewReading(conditions: conditions, names: names, schema: schema)
  }

  /// Reads one file.
  mutating func read(_ root: DocumentNode?, _ reader: inout DocumentReader) {
    let file = reader.members(of: root, MappingShape("a rule file", required: ["rules"]))
    for node in reader.list(file?["rules"]) ?? [] {
      if let rule = readRule(node, &reader) { rules.append(rule) }
    }
  }

  /// Keys by the effect that they belong to.
  private static let effectKeys: [(effect: Effect, required: [String], optional: [String])] = [
    (.approve, [], []),
    (.constrain, ["conditions"], ["otherwise"]),
    (.review, ["review"], []),
    (.deny, ["reason"], ["liftable"]),
  ]

  /// The keys of a rule of this effect; those of other effects do not belong.
  private static func shape(_ effect: Effect?) -> MappingShape {
    var shape = MappingShape(
      "a rule", required: ["id", "title", "when", "effect"],
      optional: [
        "owner", "limits", "rollback", "obligations", "triggers", "since", "until", "recertify",
        "certified",
      ], notSupportedYet: ["dataMaxAge"])
    for keys in effectKeys {
      if effect == nil {
        shape.optional += keys.required + keys.optional
      } else if keys.effect == effect {
        shape.required += keys.required
        shape.optional += keys.optional
      } else {
        for key in keys.required + keys.optional {
          shape.foreign[key] =
            "the effect is `\(effect?.rawValue ?? "")`, and it is a key of `\(keys.effect)`"
        }
      }
    }
    return shape
  }

  private mutating func readRule(_ node: DocumentNode, _ reader: inout DocumentReader) -> Rule? {
    let effect = Self.writtenEffect(of: node)
    guard let members = reader.members(of: node, Self.shape(effect)) else { return nil }
    let id = readID(members["id"], &reader)
    let title = reader.sentence(members["title"], "`title`")
    let owner = readOwner(members["owner"], &reader)
    let condition = conditions.read(members["when"], &reader)
    let consequence = readConsequence(members, &reader)
    let terms = readTerms(members, &reader)
    let window = readWindow(members, &reader)
    let recertification = readRecertification(members, &reader)
    guard let (id, place) = id, let title, let condition, let consequence else { return nil }
    return Rule(
      id: id, title: title, owner: owner, condition: condition, consequence: consequence,
      limits: terms.limits, rollback: terms.rollback, obligations: terms.obligations,
      triggers: terms.triggers, window: window, recertifyEvery: recertification.every,
      certified: recertification.certified, location: place)
  }

  /// The effect, before anything is checked: it decides which keys belong.
  private static func writtenEffect(of node: DocumentNode) -> Effect? {
    guard case .mapping(let members) = node.content,
      case .scalar(let scalar)? = members.first(where: { $0.key == "effect" })?.value.content
    else { return nil }
    return Effect(rawValue: scalar.text)
  }

  private mutating func readID(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> (id: ID, place: SourceLocation)? {
    guard let node, let id = reader.id(node) else { return nil }
    let place = reader.location(node)
    registry.claim(id, as: "rule", at: place).map { reader.report($0) }
    return (id, place)
  }

  private func readOwner(_ node: DocumentNode?, _ reader: inout DocumentReader) -> ID? {
    guard let node, let id = reader.id(node) else { return nil }
    reader.check(id, at: node, names.checkTeam)
    return id
  }

  private func readConsequence(
    _ members: Members, _ reader: inout DocumentReader
  ) -> Consequence? {
    guard let effect = reader.choice(members["effect"], of: Effect.self) else { return nil }
    switch effect {
    case .approve: return .approve
    case .constrain: return readConstraint(members, &reader)
    case .review: return reviews.readReview(members["review"], &reader).map { .review($0) }
    case .deny:
      let reason = reader.sentence(members["reason"], "`reason`")
      let isLiftable = reader.flag(members["liftable"]) ?? false
      return reason.map { .deny(reason: $0, isLiftable: isLiftable) }
    }
  }

  private func readConstraint(
    _ members: Members, _ reader: inout DocumentReader
  ) -> Consequence? {
    let nodes = reader.nonEmptyList(members["conditions"], "the list of conditions")
    let clauses = conditions.readClauses(nodes ?? [], &reader)
    var otherwise: Otherwise? = .deny
    if let node = members["otherwise"] { otherwise = reviews.readOtherwise(node, &reader) }
    guard !clauses.isEmpty, let otherwise else { return nil }
    return .constrain(conditions: clauses, otherwise: otherwise)
  }

  private func readWindow(_ members: Members, _ reader: inout DocumentReader) -> Window {
    let since = reader.instant(members["since"])
    let until = reader.instant(members["until"])
    if let since, let until, until <= since, let start = members["since"],
      let end = members["until"]
    {
      reader.report(
        .endsBeforeStart(at: reader.location(end), start: reader.location(start)))
    }
    return Window(since: since, until: until)
  }

  private func readRecertification(
    _ members: Members, _ reader: inout DocumentReader
  ) -> (every: PolicyDuration?, certified: Certification?) {
    let recertify = reader.members(
      of: members["recertify"], MappingShape("`recertify`", required: ["every"]))
    let every = reader.duration(recertify?["every"])
    let written = reader.members(
      of: members["certified"], MappingShape("`certified`", required: ["on", "by"]))
    let on = reader.instant(written?["on"])
    let by = reader.sentence(written?["by"], "`by`")
    guard let on, let by else { return (every, nil) }
    return (every, Certification(on: on, by: by))
  }
}
