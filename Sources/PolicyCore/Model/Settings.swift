package import Diagnostics

/// precedent.yaml; the defaults are those of the design document, section 2.3.
package struct Settings: Sendable {
  /// Of the policy, for people.
  package var name: String
  /// What applies when no rule matched.
  package var defaultOutcome: Otherwise
  /// Where decided policies must come from.
  package var protectedRef: String
  /// Folders or files below the policy root.
  package var history: [String]
  /// What each action does; an action that is not named here counts as giving.
  package var actions: [String: ActionDirection]
  /// How long exceptions and certifications may last.
  package var floors: Floors
  /// Of changed rules.
  package var testing: TestingBar
  /// How much of each kind the tests must reach; what is not named is not asked.
  package var coverage: [CoverageKind: Percentage]
  /// In the order of the file.
  package var gates: [Gate]
  /// The teams whose members may accept a tripped gate; empty means anyone.
  package var acceptedBy: [ID]
  /// Sorted by id.
  package var invariants: [Invariant]
  /// By code, each code once.
  package var severities: [SeveritySetting]

  /// Makes settings; what is left out has the design document's default.
  package init(
    name: String, defaultOutcome: Otherwise = .deny, protectedRef: String = "refs/heads/main",
    history: [String] = ["history/"], actions: [String: ActionDirection] = Self.defaultActions,
    floors: Floors = Floors(), testing: TestingBar = .mutation,
    coverage: [CoverageKind: Percentage] = [:], gates: [Gate] = Self.defaultGates,
    acceptedBy: [ID] = [], invariants: [Invariant] = [], severities: [SeveritySetting] = []
  ) {
    self.name = name
    self.defaultOutcome = defaultOutcome
    self.protectedRef = protectedRef
    self.history = history
    self.actions = actions
    self.floors = floors
    self.testing = testing
    self.coverage = coverage
    self.gates = gates
    self.acceptedBy = acceptedBy
    self.invariants = invariants.sorted { $0.id < $1.id }
    self.severities = severities
  }

  /// What the common actions do.
  package static let defaultActions: [String: ActionDirection] = [
    "grant": .gives, "restore": .gives, "revoke": .takes, "suspend": .takes, "downgrade": .takes,
  ]

  /// The gates that stand even when precedent.yaml names none.
  package static let defaultGates = [
    Gate(id: "replayable", test: .newlyUnreplayable(count: 0), location: .file("precedent.yaml")),
    Gate(
      id: "evidence", test: .looseningWithoutEvidence(count: 0), location: .file("precedent.yaml")),
  ]

  /// By the bytes of the name: a look-alike of one that takes still counts as giving.
  package func direction(ofAction name: String) -> ActionDirection {
    actions.value(named: name) ?? .gives
  }
}

/// Whether an action gives access or takes it away.
package enum ActionDirection: String, Sendable, Hashable, CaseIterable {
  case gives, takes
}

/// The longest that may be asked for.
package struct Floors: Sendable, Equatable {
  /// Of an exception.
  package var exceptionMaxDuration: PolicyDuration
  /// Of a grant by break-glass.
  package var breakGlassMaxDuration: PolicyDuration
  /// Between two certifications of a rule.
  package var recertifyEvery: PolicyDuration

  /// Makes floors; what is left out has the design document's default.
  package init(
    exceptionMaxDuration: PolicyDuration = PolicyDuration(seconds: 30 * 86_400),
    breakGlassMaxDuration: PolicyDuration = PolicyDuration(seconds: 4 * 3_600),
    recertifyEvery: PolicyDuration = PolicyDuration(seconds: 365 * 86_400)
  ) {
    self.exceptionMaxDuration = exceptionMaxDuration
    self.breakGlassMaxDuration = breakGlassMaxDuration
    self.recertifyEvery = recertifyEvery
  }
}

/// How well a changed rule must be tested, from the least to the most.
package enum TestingBar: String, Sendable, Hashable, Comparable, CaseIterable {
  case exercised, conditions, mutation

  package static func < (left: TestingBar, right: TestingBar) -> Bool {
    left.strictness < right.strictness
  }

  private var strictness: Int {
    switch self {
    case .exercised: 0
    case .conditions: 1
    case .mutation: 2
    }
  }
}

/// A limit on blast radius that fails CI.
package struct Gate: Sendable {
  /// Unique among gates.
  package let id: ID
  /// What is counted.
  package var test: GateTest
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes a gate.
  package init(id: ID, test: GateTest, location: SourceLocation) {
    self.id = id
    self.test = test
    self.location = location
  }
}

/// What a gate counts and how much of it passes.
package enum GateTest: Sendable, Equatable {
  case maxNewlyAutomatic(where: Condition?, count: Int)
  /// Hundredths of a percent of the replayed records: 5% is 500.
  case maxChangedShare(basisPoints: Int)
  case noHumanDeniedApproved
  case newlyUnreplayable(count: Int)
  /// Parts of the change that loosen, or may, and that no record exercises.
  case looseningWithoutEvidence(count: Int)
}
