package import CEL
package import PolicyCore

/// Writes requests that undo decisions, valid under a policy's schema.
///
/// The request of the decision, with another action, and `reverses`. Its id follows from the
/// decision, so that whoever writes it twice asks once.
package struct ReversalWriter: Sendable {
  private let reader: RecordReader
  private let settings: Settings
  private let terms: Terms

  /// What all requests of one run have in common.
  package struct Terms: Sendable {
    /// When they are made.
    package var time: Timestamp
    /// Who asks; nil where nobody says.
    package var by: String?
    /// Becomes `context.justification`; nil keeps what the decision's request says there.
    package var reason: String?

    /// Makes terms.
    package init(time: Timestamp, by: String?, reason: String?) {
      self.time = time
      self.by = by
      self.reason = reason
    }
  }

  /// Makes a writer.
  package init(policy: Policy, terms: Terms) {
    reader = RecordReader(schema: policy.schema)
    settings = policy.settings
    self.terms = terms
  }

  /// The request that a redress asks for; the same one again where it waits for approvals.
  package func request(for redress: Redress) throws(ReversalProblem) -> JSONObject {
    if case .asked(let later, let request) = redress.standing, later.status == .pending {
      return request
    }
    return try request(undoing: redress.decision, redress.direction, attempt: redress.attempt)
  }

  /// The request that undoes a decision, in normal form.
  /// - Parameters:
  ///   - direction: what the request is to do.
  ///   - attempt: from 1; later ones have an id of their own, as the log holds each to one request.
  /// - Throws: what is wrong with it under the schema, with the first of the actions that would do.
  package func request(
    undoing decision: FaultyDecision, _ direction: ActionDirection, attempt: Int = 1
  ) throws(ReversalProblem) -> JSONObject {
    var problem: ReversalProblem?
    for action in actions(direction, instead: decision.action) {
      for form in Form.all(keepsDuration: direction == .gives, namesRequester: terms.by != nil) {
        let draft = draft(decision, action, attempt, form)
        do throws(InvalidRequest) {
          return try reader.request(draft).document
        } catch {
          problem = problem ?? .invalid(id: draft["id"]?.string ?? "", error)
        }
      }
    }
    throw problem ?? .noAction(direction)
  }

  /// What a schema may have otherwise.
  private struct Form {
    /// A removal does not end with the access that was asked for, unless the schema insists.
    var keepsDuration: Bool
    /// As `{"id": ...}` and not as text.
    var hasRequesterObject: Bool

    /// Those that are worth trying, the one that is meant first.
    static func all(keepsDuration: Bool, namesRequester: Bool) -> [Form] {
      [keepsDuration, true].flatMap { keeps in
        (namesRequester ? [false, true] : [false]).map {
          Form(keepsDuration: keeps, hasRequesterObject: $0)
        }
      }
    }
  }

  /// The actions that would do, the one that is meant first.
  private func actions(_ direction: ActionDirection, instead action: String) -> [String] {
    let usual =
      switch direction {
      case .takes: "revoke"
      case .gives: "restore"
      }
    let known = settings.actions.filter { $0.value == direction }.keys
      .sorted { $0.precedesInUTF8($1) }
    let first = [usual, action].filter { name in known.contains { $0.hasSameUTF8(as: name) } }
    return first + known.filter { name in !first.contains { $0.hasSameUTF8(as: name) } }
  }

  private func draft(
    _ decision: FaultyDecision, _ action: String, _ attempt: Int, _ form: Form
  ) -> JSONObject {
    var draft = decision.request
    for name in ["requester", "actors", "reverses"] { draft[name] = nil }
    draft["id"] = .string(Self.id(undoing: decision.id, attempt: attempt))
    draft["time"] = .string(terms.time.description)
    var asked = draft["action"]?.object ?? JSONObject()
    asked["name"] = .string(action)
    draft["action"] = .object(asked)
    var context = draft["context"]?.object ?? JSONObject()
    if !form.keepsDuration { context["duration"] = nil }
    if let reason = terms.reason { context["justification"] = .string(reason) }
    if draft["context"] != nil || !context.members.isEmpty { draft["context"] = .object(context) }
    draft["reverses"] = .string(decision.id)
    if let by = terms.by {
      draft["requester"] = form.hasRequesterObject ? .object(["id": .string(by)]) : .string(by)
    }
    return draft
  }

  static let idPrefix = "undo-"
  /// As many digits of the decision's id as nobody makes two of.
  private static let digitCount = 32

  /// What the ids of all requests start with that undo a decision.
  package static func idStart(undoing id: String) -> String { idPrefix + id.prefix(digitCount) }

  static func id(undoing id: String, attempt: Int) -> String {
    let start = idStart(undoing: id)
    return attempt > 1 ? "\(start)-\(attempt)" : start
  }
}

/// Why a decision cannot be undone by a request.
package enum ReversalProblem: Error, Sendable, Hashable {
  /// No action of the policy does that.
  case noAction(ActionDirection)
  /// The schema does not take it.
  case invalid(id: String, InvalidRequest)
}
