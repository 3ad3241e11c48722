package import PolicyCore

/// Decisions drawn from a log, with what an auditor asks of each: a workpaper.
package struct AuditSample: Sendable {
  /// What is drawn from.
  package struct Population: Sendable, Hashable {
    /// Of the log.
    package var origin: String
    /// How many entries the log had.
    package var size: Int
    /// The hash of all of them.
    package var root: MerkleHash
    /// Decisions recorded at other times are no part of it.
    package var period: LogPeriod
    /// How many decisions it has.
    package var decisions: Int

    /// Makes a population.
    package init(
      origin: String, size: Int, root: MerkleHash, period: LogPeriod, decisions: Int
    ) {
      self.origin = origin
      self.size = size
      self.root = root
      self.period = period
      self.decisions = decisions
    }
  }

  /// Decisions that are alike in every dimension.
  package struct Stratum: Sendable, Hashable {
    /// In the order of the dimensions.
    package var values: [String]
    /// How many decisions it has.
    package var size: Int
    /// How many of them are drawn.
    package var drawn: Int

    /// Makes a stratum.
    package init(values: [String], size: Int, drawn: Int) {
      self.values = values
      self.size = size
      self.drawn = drawn
    }
  }

  /// One decision that was drawn.
  package struct Drawn: Sendable {
    /// As the log has it.
    package var decision: LoggedDecision
    /// Of its stratum.
    package var values: [String]
    /// Everything that does not hold; empty where it was decided again as it was.
    package var problems: [RecordProblem]
    /// Sorted by id; empty where the default decided.
    package var rules: [DecidingRule]

    /// Makes a drawn decision.
    package init(
      decision: LoggedDecision, values: [String], problems: [RecordProblem],
      rules: [DecidingRule]
    ) {
      self.decision = decision
      self.values = values
      self.problems = problems
      self.rules = rules
    }
  }

  /// What is drawn from.
  package var population: Population
  /// Names the draw.
  package var seed: String
  /// How many were asked for.
  package var count: Int
  /// What the population is divided by.
  package var dimensions: [SampleDimension]
  /// Sorted by their values; one of all where there are no dimensions.
  package var strata: [Stratum]
  /// In the order of the log.
  package var drawn: [Drawn]
  /// Whether signatures were asked for.
  package var asksSignatures: Bool

  /// Makes a sample from its parts.
  package init(
    population: Population, seed: String, count: Int, dimensions: [SampleDimension],
    strata: [Stratum], drawn: [Drawn], asksSignatures: Bool
  ) {
    self.population = population
    self.seed = seed
    self.count = count
    self.dimensions = dimensions
    self.strata = strata
    self.drawn = drawn
    self.asksSignatures = asksSignatures
  }

  /// Whether every drawn decision holds.
  package var holds: Bool { drawn.allSatisfy(\.problems.isEmpty) }
}

/// A rule or exception that decided, as the stamped commit has it.
package struct DecidingRule: Sendable, Hashable {
  /// As the record names it.
  package var id: ID
  /// Nil where the commit's policy has no such rule, or is not here.
  package var title: String?
  /// Nil where there is none, or nobody knows.
  package var owner: ID?
  /// The commit with which the rule came to mean what it meant then; nil where nobody knows.
  package var lastChange: PolicyCommit?

  /// Makes a rule.
  package init(id: ID, title: String?, owner: ID?, lastChange: PolicyCommit?) {
    self.id = id
    self.title = title
    self.owner = owner
    self.lastChange = lastChange
  }
}
