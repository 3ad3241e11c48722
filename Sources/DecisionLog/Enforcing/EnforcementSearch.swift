package import CEL
package import PolicyCore

/// Looks for the last word on a request while a log is gone through.
///
/// What is in doubt counts against the request: an entry about it that cannot be read is the last
/// word, and whatever was approved and says that it reverses a decision on it does so.
package struct EnforcementSearch: Sendable {
  private let requestID: String
  private var last: LastWord?
  private var decisionIDs: Set<String> = []
  private var reversal: (index: Int, id: String)?

  private enum LastWord: Sendable {
    case decision(LoggedDecision)
    case unreadable(index: Int, RecordProblem)
  }

  /// Looks for decisions on the request of this id.
  package init(requestID: String) { self.requestID = requestID }

  /// Takes in the next entry.
  package mutating func note(_ entry: LogEntry) {
    guard case .decision(let record, _) = entry.content else { return }
    if record.requestID?.hasSameUTF8(as: requestID) == true {
      if let id = record["id"]?.string { decisionIDs.insert(id) }
      // Whatever reversed an earlier decision did not know of this one.
      reversal = nil
      last = Self.word(of: entry)
    } else if let reversed = record.reversedID, decisionIDs.contains(reversed),
      record["decision"]?["status"]?.string == Decision.Status.approved.rawValue
    {
      reversal = (entry.index, record["id"]?.string ?? "")
    }
  }

  private static func word(of entry: LogEntry) -> LastWord {
    do throws(RecordProblem) {
      guard let decision = try LoggedDecision(entry) else {
        return .unreadable(index: entry.index, .notARecord("it holds no decision"))
      }
      return .decision(decision)
    } catch {
      return .unreadable(index: entry.index, error)
    }
  }

  /// The last word.
  /// - Throws: `notLogged` or `unreadableEntry`.
  package func decision() throws(EnforcementRefusal) -> LoggedDecision {
    switch last {
    case .decision(let decision): return decision
    case .unreadable(let index, let problem):
      throw .unreadableEntry(index: index, problem)
    case nil: throw .notLogged
    }
  }

  /// Holds a request and the last word on it against each other.
  /// - Parameters:
  ///   - request: as the enforcement point has it.
  ///   - verifier: of the commit of the decision.
  ///   - keys: the allowed ones; nil where no signature is asked for.
  /// - Throws: the first reason not to act.
  /// - Complexity: one decision.
  package func require(
    _ request: JSONObject, by verifier: Result<RecordVerifier, RecordProblem>,
    among keys: [VerificationKey]?, at now: Timestamp
  ) throws(EnforcementRefusal) {
    let decision = try decision()
    let verifier = try Self.verifier(verifier)
    try Self.requireSame(request, decision, verifier)
    switch decision.status {
    case .approved: break
    case .pending: throw .pending
    case .denied: throw .denied
    }
    if let reversal { throw .reversed(index: reversal.index, id: reversal.id) }
    let problems = Self.problems(of: decision, verifier, keys)
    guard problems.isEmpty else { throw .notVerified(problems) }
    try Self.requireInForce(decision, at: now)
  }

  private static func verifier(
    _ verifier: Result<RecordVerifier, RecordProblem>
  ) throws(EnforcementRefusal) -> RecordVerifier {
    switch verifier {
    case .success(let verifier): return verifier
    case .failure(let problem): throw .notVerified([problem])
    }
  }

  private static func requireSame(
    _ document: JSONObject, _ decision: LoggedDecision, _ verifier: RecordVerifier
  ) throws(EnforcementRefusal) {
    let request: Request
    do throws(InvalidRequest) {
      request = try verifier.request(document)
    } catch {
      throw .invalidRequest(error.message)
    }
    guard Digest.sha256(of: request.document) != decision.requestSHA256 else { return }
    let logged = decision.stored.json["request"] ?? .null
    throw .otherRequest(fields: FieldDifferences(.object(request.document), logged).paths)
  }

  private static func problems(
    of decision: LoggedDecision, _ verifier: RecordVerifier, _ keys: [VerificationKey]?
  ) -> [RecordProblem] {
    guard decision.stored.hasKnownSemantics else {
      return [.otherSemantics(decision.stored.semantics)]
    }
    var problems = verifier.problems(of: decision.stored)
    if let keys {
      do throws(RecordProblem) {
        _ = try decision.stored.signer(decision.signatures, among: keys)
      } catch {
        problems.append(error)
      }
    }
    return problems
  }

  private static func requireInForce(
    _ decision: LoggedDecision, at now: Timestamp
  ) throws(EnforcementRefusal) {
    // An approval that verifies has a grant; without one there is nothing to enforce.
    guard let from = decision["grant"]?["from"]?.string.flatMap(Timestamp.parse) else {
      throw .notVerified([.notARecord("it was approved and grants nothing")])
    }
    guard from <= now else { throw .notYet(from: from) }
    if let until = decision.grantEnd, until <= now { throw .expired(until: until) }
  }
}

extension JSONObject {
  /// Of a decision record: the decision that its request undoes.
  var reversedID: String? { self["request"]?["reverses"]?.string }
}
