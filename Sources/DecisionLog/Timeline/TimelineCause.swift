import CEL
package import Diagnostics
package import PolicyCore

/// A rule or exception that made a difference.
package struct TimelineCause: Sendable {
  /// What became of it.
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added, removed, changed
  }

  /// Of the rule or exception.
  package var id: ID
  /// What became of it.
  package var change: Change
  /// Where its id stands: in the new version, or in the old one where it was removed.
  package var location: SourceLocation
  /// The lines that differ; nil where they cannot be told.
  package var lines: LineDifference?
}

/// From one policy of a line to the next: what of it a decision can hang on.
struct PolicyTurn {
  private let old: LoadedPolicy?
  private let new: LoadedPolicy?
  /// The rules and exceptions that took part before or after, and do not mean the same.
  private(set) var causes: [TimelineCause] = []

  /// - Parameter entries: rules and exceptions that took part before or after.
  init(from old: LoadedPolicy?, to new: LoadedPolicy?, entries: [ID]) {
    self.old = old
    self.new = new
    guard let before = old?.policy, let after = new?.policy else { return }
    causes = Set(entries).sorted().compactMap { id in
      rule(id, before, after) ?? exception(id, before, after)
    }
  }

  /// Files that differ, where nothing that took part does.
  var otherFiles: [String] {
    guard causes.isEmpty, let old, let new, old.policy != nil, new.policy != nil else { return [] }
    let (before, after) = (Self.contents(of: old), Self.contents(of: new))
    return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  private static func contents(of version: LoadedPolicy) -> [String: [UInt8]] {
    Dictionary(version.sources.map { ($0.path, $0.bytes) }) { first, _ in first }
  }

  private func rule(_ id: ID, _ old: Policy, _ new: Policy) -> TimelineCause? {
    let (before, after) = (old.rule(id), new.rule(id))
    if let before, let after, before.hasSameMeaning(as: after) { return nil }
    return cause(id, before?.location, after?.location)
  }

  private func exception(_ id: ID, _ old: Policy, _ new: Policy) -> TimelineCause? {
    let (before, after) = (old.exception(id), new.exception(id))
    if let before, let after, before.hasSameMeaning(as: after) { return nil }
    return cause(id, before?.location, after?.location)
  }

  /// Nil where neither version has it.
  private func cause(
    _ id: ID, _ before: SourceLocation?, _ after: SourceLocation?
  ) -> TimelineCause? {
    let oldLines = before.flatMap { lines(of: id, at: $0, old) }
    let newLines = after.flatMap { lines(of: id, at: $0, new) }
    switch (before, after) {
    case (nil, nil): return nil
    case (nil, let place?):
      return TimelineCause(id: id, change: .added, location: place, lines: newLines?.asAdded)
    case (let place?, nil):
      return TimelineCause(id: id, change: .removed, location: place, lines: oldLines?.asRemoved)
    case (.some, let place?):
      var lines: LineDifference?
      if let oldLines, let newLines { lines = oldLines.difference(to: newLines) }
      return TimelineCause(id: id, change: .changed, location: place, lines: lines)
    }
  }

  private func lines(of id: ID, at place: SourceLocation, _ version: LoadedPolicy?) -> EntryLines? {
    version?.sources.first { $0.path == place.path }.flatMap { EntryLines(of: id, in: $0) }
  }
}
