import CEL
import Diagnostics

/// Reads what a test expects of a decision.
struct ExpectationReading {
  private let reviews: SelectorReading

  init(names: DirectoryNames, schema: RequestSchema) {
    reviews = SelectorReading(names: names, schema: schema)
  }

  private static let shape = MappingShape(
    "an expectation",
    optional: [
      "decision", "tier", "rules", "missing", "limits", "obligations", "exceptions", "invariants",
      "grant", "error",
    ])

  /// A mapping, or the decision alone.
  func read(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Expectation? {
    guard let node else { return nil }
    var expectation = Expectation(location: reader.location(node))
    if case .scalar = node.content {
      expectation.decision = reader.choice(node, of: Decision.Status.self)
      return expectation.decision == nil ? nil : expectation
    }
    guard let members = reader.members(of: node, Self.shape) else { return nil }
    if case .mapping(let written) = node.content, written.isEmpty {
      reader.report(.missingKey("decision", in: Self.shape.place, at: reader.location(node)))
      return nil
    }
    expectation.decision = reader.choice(members["decision"], of: Decision.Status.self)
    expectation.tier = reader.choice(members["tier"], of: Tier.self)
    expectation.rules = ids(members["rules"], &reader)
    expectation.exceptions = ids(members["exceptions"], &reader)
    expectation.invariants = ids(members["invariants"], &reader)
    expectation.obligations = reader.list(members["obligations"])?
      .compactMap { reader.sentence($0, "the id of an obligation") }
    expectation.missing = missing(members["missing"], &reader)
    expectation.error = reader.sentence(members["error"], "`error`")
    readTerms(members, into: &expectation, &reader)
    return expectation
  }

  private func readTerms(
    _ members: Members, into expectation: inout Expectation, _ reader: inout DocumentReader
  ) {
    let limits = reader.members(
      of: members["limits"], MappingShape("`limits`", required: ["duration"]))
    expectation.limit = reader.duration(limits?["duration"])
    let grant = reader.members(
      of: members["grant"], MappingShape("`grant`", required: ["until"]))
    guard let until = grant?["until"] else { return }
    if until.plainText == "never" {
      expectation.grantUntil = .some(nil)
    } else if let instant = reader.instant(until) {
      expectation.grantUntil = .some(instant)
    }
  }

  private func ids(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [ID]? {
    reader.list(node)?.compactMap { reader.id($0) }
  }

  private func missing(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> [Expectation.Missing]? {
    reader.list(node)?.compactMap { node in
      let shape = MappingShape("a missing requirement", required: ["count", "from"])
      guard let members = reader.members(of: node, shape) else { return nil }
      let count = reader.count(members["count"], minimum: 1)
      guard let from = from(members["from"], &reader), let count else { return nil }
      return Expectation.Missing(count: count, from: from)
    }
  }

  /// The id of a team, or selectors.
  private func from(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [Selector]? {
    guard let node else { return nil }
    guard case .scalar = node.content else { return reviews.readSelectors(node, &reader) }
    return reader.id(node).map { [.team($0)] }
  }
}
