import CEL
import Testing

struct TimeZoneTests {
  /// One zone that changes its offset once.
  private static let zones: Environment.TimeZones = { name, instant in
    switch name {
    case "Test/Town": instant.seconds < 1_000 ? 3_600 : 7_200
    case "Test/Broken": .max
    default: nil
    }
  }

  private func hour(_ source: String, zones: Environment.TimeZones? = zones) throws -> Value {
    let environment = Environment(variables: ["zone"], timeZones: zones)
    return try Program.compile(source, in: environment).evaluate(Bindings([.string("Test/Town")]))
  }

  @Test(
    arguments: [
      Example("timestamp(0).getHours('Test/Town')", 1), Example("timestamp(0).getHours(zone)", 1),
      Example("timestamp(3600).getHours(zone)", 3), Example("timestamp(0).getHours('+05:00')", 5),
    ] as [Example<Int64>])
  func asksForTheOffsetAtTheInstant(_ example: Example<Int64>) throws {
    #expect(try hour(example.source).equals(.int(example.outcome)))
  }

  @Test(arguments: ["timestamp(0).getHours('Test/Village')", "timestamp(0).getHours('')"])
  func refusesAConstantThatIsNoZone(_ source: String) {
    #expect(throws: CompileFailure.self) { try hour(source) }
  }

  @Test func refusesZonesWhereNoneAreInjected() {
    #expect(throws: CompileFailure.self) {
      try hour("timestamp(0).getHours('Test/Town')", zones: nil)
    }
    #expect(throws: EvaluationError.self) { try hour("timestamp(0).getHours(zone)", zones: nil) }
  }

  @Test func refusesAnOffsetOfMoreThanADay() {
    let source = "timestamp(0).getHours(zone.replace('Town', 'Broken'))"
    #expect(throws: EvaluationError.self) { try hour(source) }
  }
}
