import CEL
import TestSupport

/// A schema with few requests, all of them, and random conditions about them.
struct SmallWorld {
  /// One field: what may be asked about it, and all that it can be.
  struct Field: Sendable {
    let name: String
    let declaration: ObjectField
    /// Nil where it is absent.
    let values: [Value?]
    /// With `@` for the field.
    let atoms: [String]
  }

  let fields: [Field]

  static func random(
    _ random: inout SeededRandom, of choices: [[@Sendable (String, Bool) -> Field]]
  ) -> SmallWorld {
    var fields: [Field] = []
    for (place, kinds) in choices.enumerated() {
      fields.append(random.pick(kinds)("f\(place)", random.chance(50)))
    }
    return SmallWorld(fields: fields)
  }

  var types: TypeEnvironment {
    TypeEnvironment(
      variables: [
        "r": .object(
          ObjectType(
            name: "r",
            fields: Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.declaration) })))
      ], functions: TypeEnvironment.comparisonsOfNumbers)
  }

  static let environment = Environment(variables: ["r"])

  /// Every request, as the values of the fields.
  func requests(reading names: Set<String>) -> [[Value?]] {
    fields.reduce([[]]) { requests, field in
      let values = names.contains(field.name) ? field.values : [field.values[0]]
      return requests.flatMap { request in values.map { request + [$0] } }
    }
  }

  func bindings(_ request: [Value?]) -> Bindings {
    let members = zip(fields, request).compactMap { field, value in value.map { (field.name, $0) } }
    return Bindings([.map(members)])
  }

  // MARK: - Conditions

  func atom(_ random: inout SeededRandom) -> String {
    let field = random.pick(fields)
    if random.chance(8) {
      let other = random.pick(fields)
      if other.declaration.type == field.declaration.type, field.declaration.type != .list(.string)
      {
        return "r.\(field.name) \(random.pick(["==", "!="])) r.\(other.name)"
      }
    }
    if random.chance(20) { return "has(r.\(field.name))" }
    return random.pick(field.atoms).split(separator: "@", omittingEmptySubsequences: false)
      .joined(separator: "r.\(field.name)")
  }

  func condition(_ depth: Int, _ random: inout SeededRandom) -> RandomCondition {
    if depth == 0 || random.chance(20) { return .atom(atom(&random)) }
    switch random.below(9) {
    case 0: return .not(condition(depth - 1, &random))
    case 1:
      return .choice(
        condition(depth - 1, &random), condition(depth - 1, &random), condition(depth - 1, &random))
    default:
      let parts = (0..<(2 + random.below(2))).map { _ in condition(depth - 1, &random) }
      return random.chance(60) ? .all(parts) : .any(parts)
    }
  }
}

/// A condition as a tree that can be changed a little.
indirect enum RandomCondition {
  case atom(String)
  case not(RandomCondition)
  case all([RandomCondition])
  case any([RandomCondition])
  case choice(RandomCondition, RandomCondition, RandomCondition)

  var text: String {
    switch self {
    case .atom(let text): text
    case .not(let operand): "!(\(operand.text))"
    case .all(let parts): "(" + parts.map(\.text).joined(separator: " && ") + ")"
    case .any(let parts): "(" + parts.map(\.text).joined(separator: " || ") + ")"
    case .choice(let condition, let then, let otherwise):
      "((\(condition.text)) ? (\(then.text)) : (\(otherwise.text)))"
    }
  }

  /// The same with one edit.
  func edited(_ world: SmallWorld, _ random: inout SeededRandom) -> RandomCondition {
    switch self {
    case .atom(let text):
      return random.chance(20)
        ? .all([.atom(world.atom(&random)), .atom(text)]) : .atom(world.atom(&random))
    case .not(let operand):
      return random.chance(30) ? operand : .not(operand.edited(world, &random))
    case .all(let parts):
      return random.chance(15) ? .any(parts) : .all(Self.edited(parts, world, &random))
    case .any(let parts):
      return random.chance(15) ? .all(parts) : .any(Self.edited(parts, world, &random))
    case .choice(let condition, let then, let otherwise):
      return .choice(condition, then.edited(world, &random), otherwise)
    }
  }

  private static func edited(
    _ parts: [RandomCondition], _ world: SmallWorld, _ random: inout SeededRandom
  ) -> [RandomCondition] {
    var parts = parts
    let place = random.below(parts.count)
    if parts.count > 1, random.chance(25) {
      parts.remove(at: place)
    } else {
      parts[place] = parts[place].edited(world, &random)
    }
    return parts
  }
}
