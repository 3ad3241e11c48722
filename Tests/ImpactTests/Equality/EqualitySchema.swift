import TestSupport

/// A random schema: the fields have the same types for conditions in all of them, and other demands.
struct EqualitySchema {
  let text: String

  init(_ random: inout SeededRandom) {
    let resource = Self.object(
      [
        ("level", Self.level(&random)), ("size", Self.size(&random)),
        ("kind", Self.kind(&random)), ("owner", Self.name(&random)),
        ("owners", Self.list(of: Self.name(&random), &random)),
        ("observedAt", Self.instant(&random)),
      ], &random)
    let risk = Self.object(
      [
        ("score", Self.level(&random)),
        (
          "labels",
          #"{"type":"object","additionalProperties":\#(Self.text(&random))}"#
        ),
      ], &random)
    let context = Self.object(
      [
        ("flag", #"{"type":"boolean"}"#), ("tags", Self.list(of: Self.text(&random), &random)),
        ("at", #"{"type":"string","format":"date-time"}"#),
        ("duration", #"{"type":"string","format":"duration"}"#), ("risk", risk),
      ], &random)
    let subject = Self.object(
      [
        ("observedAt", Self.instant(&random)),
        ("groups", Self.list(of: Self.text(&random), &random)),
      ],
      &random)
    text = Self.object(
      [("subject", subject), ("resource", resource), ("context", context)], isOpen: true, &random)
  }

  /// Mostly the first, which asks for little: else hardly a record would hold.
  private static func demand(_ choices: [String], _ random: inout SeededRandom) -> String {
    random.chance(70) ? choices[0] : random.pick(choices)
  }

  private static func level(_ random: inout SeededRandom) -> String {
    demand(
      [
        #"{"type":"integer"}"#, #"{"type":"integer","minimum":0}"#,
        #"{"type":"integer","maximum":3}"#,
        #"{"type":"integer","minimum":0,"maximum":2}"#, #"{"type":"integer","exclusiveMaximum":3}"#,
        #"{"type":"integer","enum":[0,1,2,3]}"#,
      ], &random)
  }

  private static func size(_ random: inout SeededRandom) -> String {
    demand(
      [
        #"{"type":"number"}"#, #"{"type":"number","minimum":0,"exclusiveMaximum":100}"#,
      ], &random)
  }

  private static func kind(_ random: inout SeededRandom) -> String {
    demand(
      [
        #"{"type":"string","enum":["db","disk","wiki"]}"#,
        #"{"type":"string","enum":["db","disk"]}"#,
        #"{"type":"string"}"#,
      ], &random)
  }

  private static func name(_ random: inout SeededRandom) -> String {
    demand(
      [
        #"{"type":"string"}"#, #"{"type":"string","minLength":1,"maxLength":40}"#,
        #"{"type":"string","pattern":"^[a-z@.]*$"}"#,
      ], &random)
  }

  private static func text(_ random: inout SeededRandom) -> String {
    demand([#"{"type":"string"}"#, #"{"type":"string","maxLength":3}"#], &random)
  }

  private static func instant(_ random: inout SeededRandom) -> String {
    demand([#"{"type":"string","format":"date-time"}"#, #"{"type":"string"}"#], &random)
  }

  private static func list(of item: String, _ random: inout SeededRandom) -> String {
    let bound =
      random.chance(75)
      ? "" : random.pick([#","minItems":1"#, #","maxItems":2"#, #","uniqueItems":true"#])
    return #"{"type":"array","items":\#(item)\#(bound)}"#
  }

  private static func object(
    _ members: [(String, String)], isOpen: Bool = false, _ random: inout SeededRandom
  ) -> String {
    let properties = members.map { #""\#($0)":\#($1)"# }.joined(separator: ",")
    var text = #"{"type":"object","properties":{\#(properties)}"#
    let required = members.map(\.0).filter { _ in random.chance(3) }
    if !required.isEmpty {
      text += #","required":[\#(required.map { "\"\($0)\"" }.joined(separator: ","))]"#
    }
    if !isOpen, random.chance(8) { text += #","additionalProperties":{"type":"string"}"# }
    return text + "}"
  }
}
