import CEL
import PolicyCore
import Testing

struct RuleTests {
  private let compiler = TestCompiler(schema: .standard, directory: TestPeople.directory)

  @Test(arguments: [
    (approve("a"), false), (approve("a").recertified(every: "1d", certified: nil), true),
    (approve("a").recertified(every: "1d", certified: "2026-02-28T12:00:00Z"), true),
    (approve("a").recertified(every: "1d", certified: "2026-02-28T12:00:01Z"), false),
    (constrain("a", "true").recertified(every: "0s", certified: "2026-03-01T12:00:00Z"), true),
    (deny("a").recertified(every: "1d", certified: nil), false),
    (approve("a").recertified(every: "9200000000s", certified: "9999-01-01T00:00:00Z"), false),
  ]) func lapsesAtItsDate(_ rule: TestRule, _ hasLapsed: Bool) throws {
    #expect(try rule.make(compiler).hasLapsed(at: instant("12:00")) == hasLapsed)
  }

  @Test(arguments: [
    approve("b"), approve("a", when: "false"), constrain("a", "true"), deny("a"),
    approve("a").with { $0.owner = "data" }, approve("a").limited(to: "1h"),
    approve("a").inWindow(until: "11:00"), approve("a").recertified(every: "1d", certified: nil),
    approve("a").with { $0.obligations = [Obligation(id: "log", type: "t")] },
  ]) func meansSomethingElse(_ other: TestRule) throws {
    let rule = try approve("a").make(compiler)
    #expect(try !rule.hasSameMeaning(as: other.make(compiler)))
  }

  @Test func aNewCertificationChangesNoMeaning() throws {
    let rule = approve("a").recertified(every: "30d", certified: "2026-01-01T00:00:00Z")
    let renewed = approve("a").recertified(every: "30d", certified: "2026-02-01T00:00:00Z")
    #expect(try rule.make(compiler).hasSameMeaning(as: renewed.make(compiler)))
  }
}
