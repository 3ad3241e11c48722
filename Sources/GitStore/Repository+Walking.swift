/// Which parents a walk follows.
package enum ParentChoice: Sendable, Hashable {
  case all
  /// Only the first: the line of a branch, without what was merged into it.
  case first
}

/// The commits a walk met.
package struct CommitWalk: Sendable, Hashable {
  /// Newest first by the time of commit, as `git log`.
  package let ids: [ObjectID]
  /// Whether there were more than the limit.
  package let isLimited: Bool
  /// Where a shallow clone hid more: the commits met whose parents are not here.
  package let cutAt: [ObjectID]
}

extension Repository {
  /// The commits reachable from some and not from others, newest first.
  ///
  /// `excluded` always counts with all its ancestors, also when only first parents are followed
  /// (git-rev-list(1), `--first-parent`). As in git, clocks that are wrong by more than a few
  /// commits can leave an ancestor of `excluded` in the result, never the reverse.
  package func commits(
    from tips: [ObjectID], excluding excluded: [ObjectID] = [], parents: ParentChoice = .all,
    limit: Int
  ) throws(GitStoreError) -> CommitWalk {
    var walk = Walk(parents: parents, limit: limit, stopsEarly: excluded.isEmpty)
    for id in excluded { try walk.start(id, isExcluded: true, in: self) }
    for id in tips { try walk.start(id, isExcluded: false, in: self) }
    while try walk.step(in: self) {}
    return walk.result
  }
}

/// A walk that paints what is excluded, as git's `limit_list`.
private struct Walk {
  /// How many excluded commits are still looked at when only such are left: guards against clocks
  /// that ran backwards. git takes 5; more costs little.
  private static let slop = 64

  private let parents: ParentChoice
  private let limit: Int
  private let stopsEarly: Bool
  private var queue = CommitQueue()
  private var nodes: [ObjectID: Repository.Node] = [:]
  private var excluded: Set<ObjectID> = []
  private var visited: Set<ObjectID> = []
  private var includedWaiting = 0
  private var found: [ObjectID] = []
  private var slopLeft = Walk.slop

  init(parents: ParentChoice, limit: Int, stopsEarly: Bool) {
    self.parents = parents
    self.limit = max(0, limit)
    self.stopsEarly = stopsEarly
  }

  mutating func start(
    _ id: ObjectID, isExcluded: Bool, in repository: borrowing Repository
  ) throws(GitStoreError) {
    try reach(id, isExcluded: isExcluded, in: repository)
  }

  /// Visits the next commit; false at the end.
  mutating func step(in repository: borrowing Repository) throws(GitStoreError) -> Bool {
    if stopsEarly, found.count > limit { return false }
    if includedWaiting == 0 {
      slopLeft -= 1
      if slopLeft < 0 || found.isEmpty { return false }
    } else {
      slopLeft = Self.slop
    }
    guard let id = queue.next(), let node = nodes[id] else { return false }
    let isExcluded = excluded.contains(id)
    if visited.insert(id).inserted, !isExcluded {
      found.append(id)
    }
    if !isExcluded { includedWaiting -= 1 }
    let followsFirst = parents == .first && !isExcluded
    for parent in followsFirst ? Array(node.parents.prefix(1)) : node.parents {
      try reach(parent, isExcluded: isExcluded, in: repository)
    }
    return true
  }

  /// Puts a commit into the queue when it is new, or newly known to be excluded.
  private mutating func reach(
    _ id: ObjectID, isExcluded: Bool, in repository: borrowing Repository
  ) throws(GitStoreError) {
    let isNew = nodes[id] == nil
    if isExcluded {
      guard excluded.insert(id).inserted else { return }
      if !isNew, !visited.contains(id) { includedWaiting -= 1 }
    } else {
      guard isNew else { return }
      includedWaiting += 1
    }
    let known = nodes[id]
    let node = if let known { known } else { try repository.node(id) }
    nodes[id] = node
    if isNew || visited.contains(id) { queue.add(id, committedAt: node.committedAt) }
  }

  var result: CommitWalk {
    let kept = found.filter { !excluded.contains($0) }
    let ids = Array(kept.prefix(limit))
    return CommitWalk(
      ids: ids, isLimited: kept.count > limit, cutAt: ids.filter { nodes[$0]?.isCut == true })
  }
}
