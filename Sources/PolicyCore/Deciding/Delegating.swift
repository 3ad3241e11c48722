import CEL

/// Who may act for whom on one request.
struct Delegating {
  let directory: Directory
  let bindings: Bindings
  /// The instant at which windows are judged instead of the approval's; nil for that.
  let windowInstant: Timestamp?

  /// Whether a delegation lets one person act for another at the instant of an approval.
  func covers(_ delegator: ID, _ delegate: ID, at instant: Timestamp) -> Bool {
    directory.delegations(to: delegate).contains {
      $0.from == delegator && covers($0, at: instant)
    }
  }

  /// The first by id of those for whom a person may act, among some.
  func firstDelegator(
    of delegate: ID, at instant: Timestamp, where isAsked: (ID) -> Bool
  ) -> ID? {
    directory.delegations(to: delegate)
      .filter { isAsked($0.from) && covers($0, at: instant) }
      .map(\.from).min()
  }

  /// A scope that errs covers nothing.
  private func covers(_ delegation: Delegation, at instant: Timestamp) -> Bool {
    guard delegation.window.contains(windowInstant ?? instant) else { return false }
    guard let scope = delegation.scope else { return true }
    do {
      return try scope.program.evaluateCondition(bindings)
    } catch {
      return false
    }
  }
}
