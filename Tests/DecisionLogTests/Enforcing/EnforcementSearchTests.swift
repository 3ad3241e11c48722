import CEL
import PolicyCore
import Testing

@testable import DecisionLog

struct EnforcementSearchTests {
  private static let open = """
    rules:
      - id: orders
        title: Orders are open.
        owner: data
        when: resource.id == "orders"
        effect: approve
        limits: { duration: 8h }
        rollback: { by: data, within: 1h, steps: Revoke the role. }
        recertify: { every: 365d }
        certified: { on: 2026-02-01, by: alice }
    """

  private static func entry(_ index: Int, _ content: LogContent) -> LogEntry {
    LogEntry(index: index, previous: .leaf([]), recordedAt: .epoch, content: content)
  }

  @Test func anEntryThatCannotBeReadIsTheLastWord() throws {
    var search = EnforcementSearch(requestID: "q1")
    search.note(Self.entry(0, LoggedRecord(request: "q1").content))
    _ = try search.decision()
    search.note(Self.entry(1, LogFixture.decision("q1")))
    do throws(EnforcementRefusal) {
      _ = try search.decision()
      Issue.record("an earlier approval was taken for the last word")
    } catch {
      guard case .unreadableEntry(index: 1, _) = error else { throw error }
    }
  }

  /// Whoever can write a log can chain and number what no policy ever said.
  @Test(arguments: [true, false])
  func onlyWhatItsCommitDecidesPasses(_ isSameRule: Bool) throws {
    let decided = try DecisionFixture(rules: Self.open)
    let other = try DecisionFixture(
      rules: isSameRule ? Self.open : Self.open.replacing("\"orders\"", with: "\"none\""))
    let record = decided.stamped()
    var search = EnforcementSearch(requestID: "req-1")
    search.note(Self.entry(0, .decision(record.json, signatures: [])))
    let verifier = RecordVerifier(policy: other.policy, stamp: decided.stamp())
    let refusal: EnforcementRefusal?
    do throws(EnforcementRefusal) {
      try search.require(
        decided.record.request.document, by: .success(verifier), among: nil,
        at: decided.record.decidedAt)
      refusal = nil
    } catch {
      refusal = error
    }
    guard !isSameRule else {
      #expect(refusal == nil)
      return
    }
    guard case .notVerified(let problems)? = refusal else {
      Issue.record("it passed, or failed for another reason")
      return
    }
    #expect(!problems.isEmpty)
  }
}
