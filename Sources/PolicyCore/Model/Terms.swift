package import CEL

/// Bounds on what is granted.
package enum Limits: Sendable, Equatable {
  case duration(PolicyDuration)
  /// None, on purpose, for this reason.
  case unlimited(reason: String)
}

/// Who takes back what a rule gave, and how.
package struct Rollback: Sendable, Hashable, Comparable {
  /// A team or a member.
  package var by: ID
  /// How soon after it is asked for.
  package var within: PolicyDuration
  /// What to do, for people.
  package var steps: String
  /// When somebody last tried it; no part of the meaning.
  package var drilled: Timestamp?
  /// How often somebody must try it; nil when never. No part of the meaning.
  package var drillEvery: PolicyDuration?

  /// Makes a way back.
  package init(
    by: ID, within: PolicyDuration, steps: String, drilled: Timestamp? = nil,
    drillEvery: PolicyDuration? = nil
  ) {
    self.by = by
    self.within = within
    self.steps = steps
    self.drilled = drilled
    self.drillEvery = drillEvery
  }

  /// When it must be tried next; nil where nobody asks for that, or where it has never been tried.
  package var nextDrill: Timestamp? {
    guard let drillEvery, let drilled else { return nil }
    return drilled.adding(drillEvery)
  }

  package static func == (left: Rollback, right: Rollback) -> Bool {
    left.by == right.by && left.within == right.within && left.steps.hasSameUTF8(as: right.steps)
  }

  /// By who, how soon and how.
  package static func < (left: Rollback, right: Rollback) -> Bool {
    if left.by != right.by { return left.by < right.by }
    if left.within != right.within { return left.within < right.within }
    return left.steps.precedesInUTF8(right.steps)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(by)
    hasher.combine(within)
    hasher.combine(utf8Of: steps)
  }
}

/// Something the enforcement point must do too; AuthZEN's shape.
package struct Obligation: Sendable, Hashable, Comparable {
  /// Names the obligation to the enforcement point.
  package var id: String
  /// What kind it is, in the enforcement point's words.
  package var type: String
  /// Whatever it needs.
  package var properties: JSONObject

  /// Makes an obligation.
  package init(id: String, type: String, properties: JSONObject = JSONObject()) {
    self.id = id
    self.type = type
    self.properties = properties
  }

  package static func == (left: Obligation, right: Obligation) -> Bool {
    left.id.hasSameUTF8(as: right.id) && left.type.hasSameUTF8(as: right.type)
      && left.properties == right.properties
  }

  /// By id, type and the canonical form of the properties.
  package static func < (left: Obligation, right: Obligation) -> Bool {
    if !left.id.hasSameUTF8(as: right.id) { return left.id.precedesInUTF8(right.id) }
    if !left.type.hasSameUTF8(as: right.type) { return left.type.precedesInUTF8(right.type) }
    let properties = [left.properties, right.properties].map {
      JSONValue.object($0).canonicalBytes
    }
    return properties[0].lexicographicallyPrecedes(properties[1])
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(utf8Of: id)
    hasher.combine(utf8Of: type)
    hasher.combine(properties)
  }
}
