import CEL
import History
import PolicyCore

/// Whom reviews ask, for every kind of review and of request that has been met.
struct ReviewMemory: Sendable {
  /// A review as the matched rules make it.
  struct Shape: Sendable {
    /// The columns of the fields in which it looks for people.
    var columns: [Int]
  }

  /// Whatever whom a review asks can depend on.
  struct Key: Hashable, Sendable {
    var shape: Int
    var part: Int
    var parties: UInt32
    var timeRank: UInt64
    var periodRank: UInt64
    var fields: [UInt64]
    /// What the authorities of approvers that are not human come to.
    var authorities: [UInt64]
  }

  /// The reviews of records with one key.
  struct Asked: Sendable {
    /// The tally that it counts in.
    let part: Int
    let approvers: ImpactSummary.Sides<Set<String>>
    let isUnfillable: Bool
    /// Since the last time that it was taken.
    var waits = LoadTally.Side()
  }

  private(set) var shapes: [Shape] = []
  private var places: [ReviewShape: Int] = [:]
  private(set) var asked: [Asked] = []
  private var askedPlaces: [Key: Int] = [:]
  private var touched: [Int] = []

  /// The number of a decision's review.
  mutating func shape(
    of decision: Decision, columns: (Decision) -> [Int]
  ) -> Int {
    let key = ReviewShape(decision)
    if let known = places[key] { return known }
    places[key] = shapes.count
    shapes.append(Shape(columns: columns(decision)))
    return shapes.count - 1
  }

  /// The place of a key in `asked`; nil where it has not been met.
  func place(of key: Key) -> Int? { askedPlaces[key] }

  /// Remembers whom a review asks.
  /// - Returns: its place in `asked`.
  mutating func remember(_ summary: ImpactSummary, for key: Key) -> Int {
    askedPlaces[key] = asked.count
    asked.append(
      Asked(part: key.part, approvers: summary.approvers, isUnfillable: summary.isUnfillable))
    return asked.count - 1
  }

  /// Counts a review.
  mutating func count(seconds: Int64?, at place: Int) {
    if asked[place].waits.reviews == 0 { touched.append(place) }
    asked[place].waits.count(seconds: seconds)
  }

  /// The reviews counted since the last time, which are counted no more.
  mutating func takeCounted() -> [Asked] {
    let counted = touched.map { asked[$0] }
    for place in touched { asked[place].waits = LoadTally.Side() }
    touched = []
    return counted
  }
}
