import Foundation
import Testing

@testable import PrecedentCLI

struct OutputOptionsTests {
  @Test(arguments: ["history", "no-such-folder/report.txt", "precedent.yaml/report.txt"])
  func whatCannotBeWrittenIsNamedAndLeavesNothing(_ file: String) async throws {
    let fixture = try PolicyFixture.small()
    let before = try FileManager.default.subpathsOfDirectory(atPath: fixture.path).count
    let result = try await fixture.tester.run("check", "-o", file)
    #expect(result.status == 74)
    #expect(result.output == "")
    #expect(result.errors.contains("error[write-failed]: cannot write `"))
    #expect(result.errors.contains(file))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: fixture.path).count == before)
  }

  @Test func aPipeWithANameIsWrittenToAndNotReplaced() async throws {
    let fixture = try PolicyFixture.small()
    let path = fixture.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDWR | O_CLOEXEC)
    try #require(reader >= 0)
    defer { close(reader) }
    #expect(try await fixture.tester.run("check", "-o", "pipe").status == 0)
    var status = stat()
    try #require(lstat(path, &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFIFO)
    var buffer = [UInt8](repeating: 0, count: 100)
    try #require(fcntl(reader, F_SETFL, O_NONBLOCK) == 0)
    let count = read(reader, &buffer, buffer.count)
    #expect(String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self) == "nothing found\n")
  }

  @Test func aLinkIsFollowedAndStays() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("old", to: "reports/real.txt")
    let link = fixture.path + "/latest.txt"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "reports/real.txt")
    #expect(try await fixture.tester.run("check", "-o", "latest.txt").status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "reports/real.txt")
    let text = try String(contentsOfFile: fixture.path + "/reports/real.txt", encoding: .utf8)
    #expect(text == "nothing found\n")
  }

  @Test(arguments: [
    ["check", "HEAD"], ["calibrate"], ["simulate", "HEAD..HEAD"], ["decide", "history/one.json"],
  ])
  func aFileHasNoColoursWhereverTheOutputGoes(_ arguments: [String]) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    try fixture.write(
      """
      {"id":"q1","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},
       "action":"grant","resource":{"id":"db","environment":"staging"}}
      """, to: "history/one.json")
    try fixture.commit("No limits")
    try fixture.git("rm", "--quiet", "--cached", "history/one.json")
    try fixture.git("commit", "--quiet", "--message=No request")
    var tester = fixture.tester
    tester.isTerminal = true
    #expect(try await tester.run(arguments).output.contains("\u{1B}["))
    let result = try await tester.run(arguments + ["-o", "report.txt"])
    #expect(result.errors == "")
    let text = try String(contentsOfFile: fixture.path + "/report.txt", encoding: .utf8)
    #expect(!text.isEmpty)
    #expect(!text.contains("\u{1B}["))
  }
}
