import CEL

/// A schema as policies have it, and what is compared under it.
struct ComparedWorld {
  let types: TypeEnvironment
  /// By name, of the old and the new version.
  var teams: [[String: [String]]] = [[:], [:]]

  static let policy = ComparedWorld(
    types: TypeEnvironment(
      variables: [
        "action": .object(ObjectType(name: "action", fields: ["name": ObjectField(.string)])),
        "subject": .object(
          ObjectType(
            name: "subject",
            fields: [
              "id": ObjectField(.string), "owner": ObjectField(.string, isRequired: false),
              "type": ObjectField(.string, facts: .values(["human", "workload", "agent"])),
              "groups": ObjectField(.list(.string), isRequired: false),
              "level": ObjectField(.wrapper(.int), isRequired: false),
              "observedAt": ObjectField(.timestamp, isRequired: false),
            ])),
        "resource": .object(
          ObjectType(
            name: "resource",
            fields: [
              "id": ObjectField(.string), "owner": ObjectField(.string),
              "environment": ObjectField(.string, facts: .values(["dev", "staging", "prod"])),
              "path": ObjectField(.string), "score": ObjectField(.double),
              "labels": ObjectField(
                .map(key: .string, value: .string), isRequired: false, isEmptyMapIfAbsent: true),
            ])),
        "context": .object(
          ObjectType(
            name: "context",
            fields: [
              "role": ObjectField(.string, isRequired: false),
              "ticket": ObjectField(.string, isRequired: false),
              "duration": ObjectField(.duration, isRequired: false),
              "risk": ObjectField(.int, isRequired: false, facts: .range(0, 100)),
              "emergency": ObjectField(.bool, isRequired: false),
              "at": ObjectField(.timestamp, isRequired: false),
              "device": ObjectField(
                .object(
                  ObjectType(
                    name: "context.device",
                    fields: [
                      "id": ObjectField(.string), "trusted": ObjectField(.bool, isRequired: false),
                    ])), isRequired: false, isEmptyMapIfAbsent: true),
            ])),
        "now": .timestamp,
      ],
      functions: TypeEnvironment.comparisonsOfNumbers.merging(
        ["team": [Overload([.string], .list(.string))]]) { first, _ in first }))

  private func environment(_ side: Int) -> Environment {
    let members = teams[side]
    return Environment(
      variables: types.variables.keys.sorted(),
      functions: [
        Function(name: "team", parameterCount: 1, isConstant: true) {
          (arguments: [Value]) throws(EvaluationError) -> Value in
          guard case .string(let name)? = arguments.first, let list = members[name] else {
            throw EvaluationError(kind: .invalidArgument, message: "no such team")
          }
          return .list(list)
        }
      ], instantVariable: "now")
  }

  func program(_ source: String, side: Int = 0) throws -> Program {
    try Program.compile(source, in: environment(side))
  }

  func difference(
    _ from: String, _ to: String, _ errors: ErrorMeaning = .noMatch, limit: Int = 4
  ) throws -> ConditionDifference {
    ConditionComparison(from: types, to: types, haveSameFunctions: false).difference(
      from: try program(from), to: try program(to, side: 1), errors: errors, limit: limit)
  }
}

extension ValueFacts {
  static func values(_ texts: [String]) -> ValueFacts {
    var facts = ValueFacts()
    facts.values = texts.map { .string($0) }
    return facts
  }

  static func range(_ least: Int64, _ greatest: Int64) -> ValueFacts {
    var facts = ValueFacts()
    facts.least = Bound(.int(least))
    facts.greatest = Bound(.int(greatest))
    return facts
  }
}
