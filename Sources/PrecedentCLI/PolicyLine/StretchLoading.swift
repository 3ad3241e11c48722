import GitStore
import PolicyCore

/// Loads the policies of a line's stretches on all cores, and makes something of each.
struct StretchLoading: Sendable {
  let location: PolicyLocationOptions
  let environment: CommandEnvironment

  /// Loaded by one task before the others are waited for: what a task starts with costs little
  /// beside so many, and no more than so many for each core are in memory at once.
  private static let batchSize = 16

  /// Gives what was made of each stretch to a function, in the order of the line.
  /// - Parameters:
  ///   - make: from the policy of a stretch; nil where there is none.
  ///   - take: told the place of the stretch too.
  func run<Made: Sendable>(
    _ line: PolicyLine, make: @escaping @Sendable (LoadedPolicy?) -> Made,
    take: (Int, Made) throws -> Void
  ) async throws {
    let wave = Self.batchSize * environment.processorCount
    for start in stride(from: 0, to: line.stretches.count, by: wave) {
      let places = start..<min(start + wave, line.stretches.count)
      for (place, made) in zip(places, try await load(places, of: line, make)) {
        try take(place, made)
      }
    }
  }

  private func load<Made: Sendable>(
    _ places: Range<Int>, of line: PolicyLine, _ make: @escaping @Sendable (LoadedPolicy?) -> Made
  ) async throws -> [Made] {
    let share = (places.count + environment.processorCount - 1) / environment.processorCount
    let parts = stride(from: places.lowerBound, to: places.upperBound, by: max(1, share)).map {
      $0..<min($0 + share, places.upperBound)
    }
    return try await withThrowingTaskGroup(of: (Int, [Made]).self) { group in
      for (index, part) in parts.enumerated() {
        group.addTask { (index, try self.made(part, of: line, make)) }
      }
      let found = try await group.reduce(into: [Int: [Made]]()) { $0[$1.0] = $1.1 }
      return parts.indices.flatMap { found[$0] ?? [] }
    }
  }

  /// The work of one task, which has a repository of its own.
  private func made<Made>(
    _ places: Range<Int>, of line: PolicyLine, _ make: (LoadedPolicy?) -> Made
  ) throws -> [Made] {
    let repository = try location.open(in: environment)
    return try places.map { place in
      try Task.checkCancellation()
      let stretch = line.stretches[place]
      return make(
        try stretch.files.map { try repository.load($0, of: line.first(of: stretch)) })
    }
  }
}

extension PolicyRepository {
  /// Loads those files of a commit that decide.
  func load(_ files: PolicyFiles, of commit: ObjectID) throws -> LoadedPolicy {
    PolicyLoader().load(
      try policyTree(of: .commit(commit), root: files.root, folders: Self.decidingFolders))
  }
}
