import PolicyCore
import Testing

/// Canonically equivalent strings, which Swift holds equal, are different values everywhere.
struct ByteEqualityTests {
  private static let kelvin = "\u{212A}"

  @Test func aLookAlikeOfAnActionThatTakesGives() {
    var settings = Settings(name: "test")
    settings.actions["Kill"] = .takes
    #expect(settings.direction(ofAction: "Kill") == .takes)
    #expect(settings.direction(ofAction: Self.kelvin + "ill") == .gives)
  }

  @Test func valuesOfJSON() {
    #expect(JSONValue.string("K") != .string(Self.kelvin))
    #expect(JSONValue.object(["K": 1]) != .object([Self.kelvin: 1]))
    #expect(Set<JSONValue>(["K", .string(Self.kelvin)]).count == 2)
  }

  @Test func fieldsThatAreAsked() {
    let (plain, kelvin) = (Selector.field("resource.K"), Selector.field("resource.\(Self.kelvin)"))
    #expect(plain != kelvin)
    #expect(Requirement.by(1, plain, kelvin).from.count == 2)
  }

  @Test func aPathIsNotItsText() {
    #expect(FieldPath(["a.b"]) != FieldPath(["a", "b"]))
  }

  @Test func obligationsAndRollbacks() {
    #expect(Obligation(id: "K", type: "t") != Obligation(id: Self.kelvin, type: "t"))
    #expect(
      Rollback(by: "a", within: duration("1h"), steps: "K")
        != Rollback(by: "a", within: duration("1h"), steps: Self.kelvin))
  }
}
