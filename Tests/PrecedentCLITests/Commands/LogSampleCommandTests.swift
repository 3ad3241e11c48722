import Foundation
import PrecedentCLI
import Testing

struct LogSampleCommandTests {
  @Test func aSampleIsTiedToItsLogAndTheSameWhoeverDraws() async throws {
    let fixture = try await LogFixture()
    let arguments = ["log", "sample", "log", "--n", "2", "--seed", "s", "--keys", "allowed"]
    let result = try await fixture.policy.tester.run(arguments)
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.hasPrefix("VERIFIED: all of 2 decisions drawn"))
    #expect(result.output.contains("3 entries, root"))
    #expect(result.output.contains("and signed by an allowed key"))
    #expect(result.output.contains("rule staging, owned by security"))
    #expect(result.output.contains("rule staging last changed:"))
    #expect(try await fixture.policy.tester.run(arguments).output == result.output)
  }

  @Test func theLastChangeOfARuleIsThatOfItsMeaning() async throws {
    let fixture = try await LogFixture()
    let policy = fixture.policy
    try policy.replace("duration: 8h", "duration: 4h", in: "rules/databases.yaml")
    try policy.commit("Shorter\n\nReviewed-by: Bob <bob@example.com>", by: "carol@example.com")
    let change = try policy.git("rev-parse", "HEAD")
    try policy.replace("title: Production", "title: All production", in: "rules/databases.yaml")
    try policy.commit("Another rule of the file")
    try policy.write("Nothing.", to: "README.md")
    try policy.commit("No rule")
    _ = try await fixture.decide()
    let result = try await fixture.run(
      "log", "sample", "log", "--n", "6", "--seed", "s", "--format", "csv")
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\r\n").dropFirst()
    let start = try policy.git("rev-list", "--max-parents=0", "HEAD")
    #expect(lines.filter { $0.contains(change) }.count == 3)
    #expect(lines.filter { $0.contains(#"<carol@example.com>,Bob <bob"#) }.count == 3)
    #expect(lines.filter { $0.contains(",staging,") && $0.contains(",\(start),2026") }.count == 3)
  }

  @Test func everyStratumHasOne() async throws {
    let fixture = try await LogFixture()
    let policy = fixture.policy
    try policy.write(
      LogFixture.requests.replacingOccurrences(of: "\"q", with: "\"p")
        .replacingOccurrences(of: "staging", with: "prod"), to: "requests.ndjson")
    _ = try await fixture.decide()
    let result = try await fixture.run(
      "log", "sample", "log", "--n", "3", "--seed", "s", "--by", "tier,rule", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains(#""automatic","#) && result.output.contains(#""human","#))
    let small = try await fixture.run(
      "log", "sample", "log", "--n", "1", "--seed", "s", "--by", "tier")
    #expect(small.status == 2)
    #expect(small.errors.contains("sample-too-small") && small.errors.contains("--n 2"))
  }

  @Test func requestsAreShownOnlyWhenAskedFor() async throws {
    let fixture = try await LogFixture()
    for format in ["text", "json", "markdown", "csv"] {
      let arguments = ["log", "sample", "log", "--seed", "s", "--format", format]
      let hidden = try await fixture.policy.tester.run(arguments)
      #expect(!hidden.output.contains("environment"), "\(format)")
      let shown = try await fixture.policy.tester.run(arguments + ["--show", "values"])
      #expect(shown.output.contains("environment"), "\(format)")
    }
  }

  @Test func theTimeOfTheLogSelects() async throws {
    let fixture = try await LogFixture()
    let none = try await fixture.run(
      "log", "sample", "log", "--seed", "s", "--since", "2026-11-22")
    #expect(none.status == 0 && none.output.contains("there are no decisions to draw"))
    #expect(none.output.contains("population: 0 decisions"))
    let all = try await fixture.run(
      "log", "sample", "log", "--seed", "s", "--until", "2026-11-22")
    #expect(all.output.contains("population: 3 decisions"))
    let recorded = "2026-11-21T12:00:00Z"
    let since = try await fixture.run("log", "sample", "log", "--seed", "s", "--since", recorded)
    #expect(since.output.contains("population: 3 decisions"))
    let until = try await fixture.run("log", "sample", "log", "--seed", "s", "--until", recorded)
    #expect(until.output.contains("population: 0 decisions"))
  }

  @Test func whatDoesNotVerifyIsAFinding() async throws {
    let fixture = try await LogFixture()
    _ = try await fixture.run("key", "new", "other")
    try fixture.allow("other")
    let result = try await fixture.run(
      "log", "sample", "log", "--seed", "s", "--keys", "allowed")
    #expect(result.status == 1)
    #expect(result.output.contains("NOT VERIFIED"))
    #expect(result.output.contains("it carries no signature of an allowed key"))
  }

  @Test func aLogOfAHistoryThatWasRewrittenDoesNotVerify() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.git("commit", "--quiet", "--amend", "--message=Another start")
    let result = try await fixture.run("log", "sample", "log", "--seed", "s")
    #expect(result.status == 1)
    #expect(result.output.contains("is not reachable from"))
  }

  @Test func aDamagedLogIsNotDrawnFrom() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.replace(#""index":1"#, #""index":2"#, in: LogFixture.segment)
    let result = try await fixture.run("log", "sample", "log", "--seed", "s")
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.contains("log-damaged"))
  }

  @Test(arguments: [
    ["--seed", ""], ["--seed", "s", "--n", "0"], ["--seed", "s", "--by", "tier,tier"],
    ["--seed", "s", "--by", "colour"], [],
  ])
  func whatMakesNoSenseIsAUsageError(_ arguments: [String]) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(["log", "sample", "log"] + arguments)
    #expect(result.status == 64)
  }
}
