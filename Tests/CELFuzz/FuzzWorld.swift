import CEL

/// What the conditions of the fuzzer can name: a request with values that no message may repeat.
enum FuzzWorld {
  /// Texts and digits that are nowhere but in the request.
  static let secrets = ["Xq7Secret", "918273645", "Zw9Key"]

  private static let variables: [(name: String, type: DeclaredType, value: Value)] = [
    ("subject", .dyn, subject), ("resource", .dyn, resource), ("context", .dyn, context),
    ("now", .timestamp, Timestamp(seconds: 918_273_645).map(Value.timestamp) ?? .null),
    ("n", .int, .int(918_273_645)), ("x", .dyn, .double(918_273_645.5)),
    ("s", .string, .string("Xq7Secret é")), ("b", .bytes, .bytes(Array("Xq7Secret".utf8))),
    ("l", .list(.int), .list([.int(1), .int(918_273_645)])),
    ("o", .optional(.string), .optional(OptionalValue(.string("Xq7Secret")))),
  ]

  private static let subject = Value.map([
    ("id", .string("Xq7Secret")), ("groups", .list(["Xq7Secret", "a", "b"])), ("n", .int(7)),
    ("Zw9Key", .bool(true)),
  ])

  private static let resource = Value.map([
    ("environment", .string("prod")), ("owner", .string("Xq7Secret")), ("size", .uint(918_273_645)),
  ])

  private static let context = Value.map([
    ("ticket", .string("CHG-918273645")), ("emergency", .bool(false)),
    ("within", .duration(CELDuration(totalNanoseconds: 918_273_645))),
    ("limits", .map([("n", .int(3))])),
  ])

  static let environment = Environment(
    variables: variables.map(\.name), functions: [team], instantVariable: "now")

  static let types = TypeEnvironment(
    variables: Dictionary(uniqueKeysWithValues: variables.map { ($0.name, $0.type) }),
    functions: ["team": [Overload([.string], .list(.string))]])

  static let bindings = Bindings(variables.map(\.value))

  private static let team = Function(name: "team", parameterCount: 1, isConstant: true) {
    _ throws(EvaluationError) in .list(["a", "Xq7Secret"])
  }
}
