import CEL
import History
import PolicyCore

/// Whom the reviews of the old version ask, for every kind of review and of request that was met.
struct BaseReviews: Sendable {
  /// A review as the matched rules make it, at some side of every boundary in time, with what the
  /// authorities of approvers come to.
  private struct ShapeKey: Hashable {
    let review: ReviewShape
    let timeRank: UInt64
    let authorities: [UInt8]
  }

  private var shapes: [ShapeKey: Int] = [:]
  /// Of each shape, the columns in which it looks for people.
  private var columns: [[Int]] = []
  /// By the shape, and then whatever else whom a review asks depends on.
  private var places = KeyedPlaces()
  private var askedPlaces: [AskedPeople: Int] = [:]
  private(set) var asked: [AskedPeople] = []

  /// The number of a decision's review.
  mutating func shape(
    of decision: Decision, timeRank: UInt64, authorities: [UInt8], columns: () -> [Int]
  ) -> Int {
    let key = ShapeKey(
      review: ReviewShape(decision), timeRank: timeRank, authorities: authorities)
    if let known = shapes[key] { return known }
    shapes[key] = self.columns.count
    self.columns.append(columns())
    return self.columns.count - 1
  }

  /// The columns in which a review looks for people.
  func columns(ofShape shape: Int) -> [Int] { columns[shape] }

  /// The key of a review that depends on one more thing.
  mutating func extend(_ key: KeyedPlaces.Key, by next: UInt32) -> KeyedPlaces.Key {
    places.extend(key, by: next)
  }

  /// Whom a review asks; nil where nobody knows yet.
  subscript(key: KeyedPlaces.Key) -> Int? { places[key] }

  /// Remembers whom a review asks.
  mutating func remember(_ asked: AskedPeople, for key: KeyedPlaces.Key) -> Int {
    let place = askedPlaces[asked] ?? self.asked.count
    if place == self.asked.count {
      askedPlaces[asked] = place
      self.asked.append(asked)
    }
    places[key] = place
    return place
  }
}
