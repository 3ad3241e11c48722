import History
import Testing

@testable import PrecedentCLI

struct MemoryArgumentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    /// Nil where it is refused.
    let byteCount: Int?
    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(text: "2G", byteCount: 2 << 30), Case(text: "2g", byteCount: 2 << 30),
    Case(text: "256M", byteCount: 256 << 20), Case(text: "262144K", byteCount: 256 << 20),
    Case(text: "1T", byteCount: 1 << 40), Case(text: "1000000000", byteCount: 1_000_000_000),
    Case(text: "255M", byteCount: nil), Case(text: "0", byteCount: nil),
    Case(text: "-2G", byteCount: nil), Case(text: "", byteCount: nil),
    Case(text: "G", byteCount: nil), Case(text: "2GB", byteCount: nil),
    Case(text: "1.5G", byteCount: nil), Case(text: "9999999999T", byteCount: nil),
  ])
  func readsSizes(_ example: Case) {
    #expect(MemoryArgument(argument: example.text)?.memory.byteCount == example.byteCount)
  }

  @Test(arguments: ["2G", "256M", "300M", "1000000000", "1T"])
  func isWrittenAsItMayBeGiven(_ text: String) {
    #expect(MemoryArgument(argument: text)?.description == text)
  }

  @Test func lessThanTheLeastIsAMistakeOfUse() async throws {
    let result = try await PolicyFixture.small().tester.run(
      "simulate", "HEAD..HEAD", "--memory", "1M")
    #expect(result.status == 64)
    #expect(result.errors.contains("--memory"))
  }
}
