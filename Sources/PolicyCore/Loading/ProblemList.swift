import Diagnostics

/// Diagnostics up to a limit; the rest is only counted, so that bad input cannot cost more than
/// reading it.
struct ProblemList {
  private(set) var found: [Diagnostic] = []
  /// How many were found and not kept.
  private(set) var notKeptCount = 0
  private let limit: Int

  init(limit: Int) { self.limit = max(0, limit) }

  /// Whether the next one is kept; where not, its place and help need not be worked out.
  var hasRoom: Bool { found.count < limit }

  /// How many more are kept.
  var room: Int { limit - found.count }

  /// Whether any error was found, kept or not; all that loading finds are errors.
  var hasErrors: Bool { notKeptCount > 0 || found.hasErrors }

  mutating func append(_ diagnostic: Diagnostic) {
    if hasRoom { found.append(diagnostic) } else { notKeptCount += 1 }
  }

  mutating func append(contentsOf other: ProblemList) {
    other.found.forEach { append($0) }
    notKeptCount += other.notKeptCount
  }

  /// Counts one that was not worked out.
  mutating func countOne() { notKeptCount += 1 }
}
