import CEL
import DecisionLog
import GitStore
import PolicyCore

/// Asks a log whether an enforcement point may act on a request.
struct RequestEnforcement {
  /// As the enforcement point has it.
  let request: JSONObject
  /// As it calls itself.
  let requestID: String
  /// The folder, and as the user named it.
  let log: (path: String, name: String)
  /// Nil where signatures are not asked for.
  let keys: [VerificationKey]?
  let checkpoint: SignedCheckpoint?
  let now: Timestamp

  /// - Throws: what cannot be read; all that speaks against the request is in the answer.
  func run(
    policies: VerifyingPolicies, in repository: borrowing PolicyRepository
  ) throws -> Enforcement {
    var policies = policies
    var enforcement = Enforcement(requestID: requestID, at: now, ref: policies.ref)
    enforcement.asksSignature = keys != nil
    let (search, scan, end) = try search()
    enforcement.entries = end.size
    enforcement.checkpoint = checkpoint.map {
      end.verdict(on: $0, of: scan.header, among: keys ?? [])
    }
    let decision: LoggedDecision
    do throws(EnforcementRefusal) {
      try end.requireWhole(scan.header, checkpoint: enforcement.checkpoint)
      decision = try search.decision()
    } catch {
      enforcement.refusal = error
      return enforcement
    }
    enforcement.decision = Enforcement.Word(decision)
    let verifier = try policies.verifier(of: decision.stored.commit, in: repository)
    do throws(EnforcementRefusal) {
      try search.require(request, by: verifier, among: keys, at: now)
    } catch {
      enforcement.refusal = error
    }
    return enforcement
  }

  private func search() throws(CommandFailure) -> (EnforcementSearch, LogScan, LogEnd) {
    do throws(LogFailure) {
      var search = EnforcementSearch(requestID: requestID)
      let scan = try LogScan(folder: log.path)
      let end = try scan.run { (entry, _) throws(LogFailure) in search.note(entry) }
      return (search, scan, end)
    } catch {
      throw CommandFailure(error, log: log.name)
    }
  }
}
