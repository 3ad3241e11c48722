package import CEL
package import PolicyCore

/// Decisions to reverse, and what later entries of the log say of each.
///
/// Memory grows with the list, and with the requests of the log that reverse something.
package struct RedressList: Sendable {
  /// In the order in which they were added.
  private(set) var redresses: [Redress] = []
  /// In the order of the log.
  private(set) var misfits: [Remediation.Misfit] = []
  private let settings: Settings
  private let now: Timestamp
  /// Places in `redresses`, by the id of the decision.
  private var byDecision: [String: [Int]] = [:]
  /// Places in `redresses`, by the digest of the request.
  private var byRequest: [String: [Int]] = [:]
  private var reversals: [Int: LaterDecision] = [:]
  private var successors: [Int: LaterDecision] = [:]
  private var requests: [Int: (LaterDecision, JSONObject)] = [:]
  /// Of requests that look like reversing ones, whoever made them.
  private var usedIDs: Set<String> = []

  /// An empty list.
  /// - Parameters:
  ///   - settings: say what actions do.
  ///   - now: as of when a reversal is in force.
  package init(settings: Settings, now: Timestamp) {
    self.settings = settings
    self.now = now
  }

  /// Adds a decision of the log; before the decisions that follow it are noted.
  package mutating func add(_ redress: Redress) {
    let place = redresses.count
    redresses.append(redress)
    byDecision[redress.decision.id, default: []].append(place)
    byRequest[redress.decision.requestSHA256, default: []].append(place)
  }

  /// Takes in the next decision of the log, which may bear on an earlier one.
  package mutating func note(_ decision: LoggedDecision) {
    if decision.requestID.hasPrefix(ReversalWriter.idPrefix) { usedIDs.insert(decision.requestID) }
    let same = byRequest[decision.requestSHA256] ?? []
    let reversed = decision.stored.json.reversedID.flatMap { byDecision[$0] } ?? []
    guard !same.isEmpty || !reversed.isEmpty, decision.stored.ownProblems.isEmpty else { return }
    let later = LaterDecision(decision)
    for place in same { successors[place] = later }
    for place in reversed { note(decision, later, asReversalOf: place) }
  }

  /// What reverses must be about the same access, and go the other way: else anybody could hide a
  /// decision behind a request that is granted.
  private mutating func note(
    _ decision: LoggedDecision, _ later: LaterDecision, asReversalOf place: Int
  ) {
    let redress = redresses[place]
    let reversal = FaultyDecision(decision)
    guard reversal.subject.hasSameUTF8(as: redress.decision.subject),
      reversal.resource.hasSameUTF8(as: redress.decision.resource),
      settings.direction(ofAction: reversal.action) == redress.direction
    else {
      misfits.append(.init(decision: later, reverses: redress.decision.id))
      return
    }
    guard decision.status == .approved else {
      requests[place] = (later, reversal.request)
      return
    }
    // Access that was taken away for a while is there again.
    let isOver = decision.grantEnd.map { $0 <= now } ?? false
    if redress.direction == .gives || !isOver { reversals[place] = later }
  }

  /// The list, once the log has been read to its end.
  package consuming func finish() -> [Redress] {
    for place in redresses.indices {
      if let standing = standing(at: place) { redresses[place].standing = standing }
      redresses[place].attempt = attempt(at: place)
    }
    return redresses
  }

  /// Nil where the log says nothing more.
  private func standing(at place: Int) -> Redress.Standing? {
    if let reversal = reversals[place] { return .reversed(reversal) }
    if case .ended = redresses[place].standing { return nil }
    if let successor = successors[place] { return .superseded(successor) }
    if let (later, request) = requests[place] { return .asked(later, request: request) }
    return nil
  }

  private func attempt(at place: Int) -> Int {
    let id = redresses[place].decision.id
    var attempt = 1
    while usedIDs.contains(ReversalWriter.id(undoing: id, attempt: attempt)) { attempt += 1 }
    return attempt
  }
}
