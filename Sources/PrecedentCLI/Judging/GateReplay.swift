import CEL
import GitStore
import History
import Impact
import PolicyCore
import Reporting

/// Replays a history under two versions, and asks the gates of both.
struct GateReplay {
  let environment: CommandEnvironment
  /// Nil for the history of the version before.
  var sources: [HistorySource]?
  /// How many batches are decided at once.
  var parallelism: Int
  /// How much the replay may hold.
  var memory = HistoryMemory.standard
  var allowedUnreplayable = 0
  /// Nil where what is read of histories is not kept.
  var cache: HistoryCache?
  /// Whether a line of progress is drawn for each replay.
  var showsProgress = true

  init(environment: CommandEnvironment) {
    self.environment = environment
    parallelism = environment.processorCount
  }

  /// What the gates say.
  /// - Parameter now: the clock: windows are replayed as if in force from here.
  func gates(
    of versions: ComparedVersions, at now: Timestamp, in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict.Gates {
    // A version that does not load decides nothing, so there is nothing that could be loosened.
    guard let before = versions.before.loaded?.policy else {
      return versions.before.loaded == nil ? .firstVersion : .unusableBefore
    }
    let after = try versions.after.policy()
    let sources = try sources ?? repository.histories(of: versions.before, policy: before)
    guard !sources.isEmpty else { return .withoutHistory }
    let simulation = Simulation(
      before: before, after: after,
      terms: try repository.simulationTerms(
        of: versions, before: before, after: after, now: now,
        allowedUnreplayable: allowedUnreplayable))
    let radius = try await simulation.run(
      over: sources, parallelism: parallelism, memory: memory, cache: cache,
      showsProgress: showsProgress,
      in: environment)
    return radius.history.records == 0 ? .withoutHistory : .judged(radius)
  }
}
