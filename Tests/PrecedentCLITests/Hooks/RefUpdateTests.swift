import GitStore
import Testing

@testable import PrecedentCLI

/// What git tells the hooks of a push.
struct RefUpdateTests {
  private static let one = String(repeating: "1", count: 40)
  private static let two = String(repeating: "2", count: 40)
  private static let none = String(repeating: "0", count: 40)

  @Test func readsWhatIsPushed() throws {
    let updates = try RefUpdate.pushed(
      "refs/heads/topic \(Self.one) refs/heads/main \(Self.two)\n"
        + "(delete) \(Self.none) refs/heads/old \(Self.two)\n"
        + "HEAD \(Self.one) refs/tags/v1 \(Self.none)\n")
    #expect(updates.map(\.name) == ["refs/heads/main", "refs/heads/old", "refs/tags/v1"])
    #expect(updates.map(\.old) == [ObjectID(hex: Self.two), ObjectID(hex: Self.two), nil])
    #expect(updates.map(\.new) == [ObjectID(hex: Self.one), nil, ObjectID(hex: Self.one)])
    #expect(updates.map(\.isBranch) == [true, true, false])
  }

  @Test func readsWhatIsReceived() throws {
    let updates = try RefUpdate.received("\(Self.one) \(Self.two) refs/heads/main\n")
    #expect(
      updates == [
        RefUpdate(
          name: "refs/heads/main", old: ObjectID(hex: Self.one), new: ObjectID(hex: Self.two))
      ])
    #expect(try RefUpdate.received("").isEmpty)
  }

  @Test(arguments: [
    "main", "\(one) refs/heads/main", "\(one) \(two)  refs/heads/main",
    "\(one) 2222 refs/heads/main", "\(one) \(two) refs/heads/main x", "a b c d",
  ])
  func refusesEverythingElse(_ line: String) async throws {
    #expect(throws: CommandFailure.self) { try RefUpdate.received(line) }
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.standardInput = line + "\n"
    for hook in ["pre-push", "pre-receive"] {
      let result = try await tester.run("hook", hook)
      #expect(result.status == 64)
      #expect(result.errors.contains("error[unknown-hook-input]"), "\(result.errors)")
    }
  }
}
