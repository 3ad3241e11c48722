import CEL
import History
import PolicyCore

/// Reviews of records to which nobody who may be asked has said anything, under versions that ask
/// different ones.
struct UnansweredReviews: Sendable {
  /// Of records that nothing tells apart, then.
  enum Case: Sendable {
    /// Each is looked at by itself.
    case single
    /// What each adds, in the main replay and then in force.
    case known([ImpactSummary])
  }

  private var places = KeyedPlaces()
  private(set) var cases: [Case] = []
  private var counts: [LoadTally.Side] = []
  private var counted: [Int] = []

  /// The place of a case; nil where it has not been met.
  subscript(key: KeyedPlaces.Key) -> Int? { places[key] }

  mutating func extend(_ key: KeyedPlaces.Key, by next: UInt32) -> KeyedPlaces.Key {
    places.extend(key, by: next)
  }

  mutating func remember(_ known: Case, for key: KeyedPlaces.Key) -> Int {
    places[key] = cases.count
    cases.append(known)
    counts.append(LoadTally.Side())
    return cases.count - 1
  }

  /// Counts a record; nil where nobody knows how long it took.
  mutating func count(seconds: Int64?, at place: Int) {
    if counts[place].reviews == 0 { counted.append(place) }
    counts[place].count(seconds: seconds)
  }

  /// What was counted since the last time, which is counted no more.
  mutating func takeCounted() -> [(summaries: [ImpactSummary], side: LoadTally.Side)] {
    defer {
      for place in counted { counts[place] = LoadTally.Side() }
      counted = []
    }
    return counted.compactMap { place in
      guard case .known(let summaries) = cases[place] else { return nil }
      return (summaries, counts[place])
    }
  }
}

extension Directory {
  /// Whether an approval by an account could ever count: it may mean somebody of the directory, or
  /// somebody lets it act for him.
  fileprivate func mayHear(_ account: ID) -> Bool {
    mayMean(account) || !delegations(to: account).isEmpty
  }

  /// Whether nobody who could be asked has said anything to a record.
  func hearsNothing(in record: JSONObject) -> Bool {
    guard let approvals = record["approvals"] else { return true }
    guard let approvals = approvals.array else { return false }
    return approvals.allSatisfy { approval in
      approval["by"]?.string.map { !mayHear(ID($0)) } ?? false
    }
  }
}
