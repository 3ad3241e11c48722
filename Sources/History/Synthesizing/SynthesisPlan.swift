package import CEL
package import PolicyCore

/// What random records to make.
package struct SynthesisPlan: Sendable {
  /// How many records.
  package var recordCount: Int
  /// The same seed gives the same records.
  package var seed: UInt64
  /// The first request is made then, the last before `until`.
  package var since: Timestamp
  /// The end of the time that is covered, not in it.
  package var until: Timestamp
  /// Of the requests that ask a human and bring the evidence asked for, how many in a hundred are
  /// denied by one; of those that do not bring it, five times as many.
  package var denialPercent: Int
  /// Requests to start from, such as the fixtures of a policy repository; may be empty.
  package var seeds: [JSONObject]

  /// Makes a plan from its parts.
  package init(
    recordCount: Int, seed: UInt64, since: Timestamp, until: Timestamp, denialPercent: Int = 12,
    seeds: [JSONObject] = []
  ) {
    self.recordCount = recordCount
    self.seed = seed
    self.since = since
    self.until = until
    self.denialPercent = denialPercent
    self.seeds = seeds
  }
}

/// Why no record could be made.
package enum SynthesisError: Error, Sendable, Hashable {
  /// A request to start from does not hold under the schema.
  case invalidSeed(index: Int, reason: String)
  /// Try after try, what was drawn from the schema was not valid.
  case schemaTooNarrow(reason: String)
}
