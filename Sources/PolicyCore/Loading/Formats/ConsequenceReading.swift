import Diagnostics

/// Reads an effect with the keys that belong to it, of rules and of exceptions.
struct ConsequenceReading {
  let conditions: ConditionReading
  let reviews: ReviewReading

  /// Keys by the effect that they belong to.
  private static let effectKeys: [(effect: Effect, required: [String], optional: [String])] = [
    (.approve, [], []),
    (.constrain, ["conditions"], ["otherwise"]),
    (.review, ["review"], []),
    (.deny, ["reason"], ["liftable"]),
  ]

  /// A shape with the keys of the effect that a node has; those of other effects do not belong.
  static func shape(_ shape: MappingShape, of node: DocumentNode) -> MappingShape {
    var shape = shape
    let effect = writtenEffect(of: node)
    for keys in effectKeys {
      if effect == nil {
        shape.optional += keys.required + keys.optional
      } else if keys.effect == effect {
        shape.required += keys.required.filter { !shape.known.contains($0) }
        shape.optional += keys.optional
      } else {
        for key in keys.required + keys.optional where !shape.known.contains(key) {
          shape.foreign[key] =
            "the effect is `\(effect?.rawValue ?? "")`, and it is a key of `\(keys.effect)`"
        }
      }
    }
    return shape
  }

  /// The effect, before anything is checked: it decides which keys belong.
  private static func writtenEffect(of node: DocumentNode) -> Effect? {
    guard case .mapping(let members) = node.content,
      case .scalar(let scalar)? = members.first(where: { $0.key == "effect" })?.value.content
    else { return nil }
    return Effect(rawValue: scalar.text)
  }

  func read(_ members: Members, _ reader: inout DocumentReader) -> Consequence? {
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
}
