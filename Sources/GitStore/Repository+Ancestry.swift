extension Repository {
  /// The best common ancestors of two commits, the newest first; empty when there are none.
  ///
  /// Best means: no ancestor of another common ancestor (git-merge-base(1)). Crossed merges have
  /// more than one.
  /// - Throws: `shallowHistory` when there is none on this side of a shallow clone's cut.
  package func mergeBases(
    _ first: ObjectID, _ second: ObjectID
  ) throws(GitStoreError) -> [ObjectID] {
    if first == second { return [first] }
    var painting = Painting()
    try painting.start(first, .first, in: self)
    try painting.start(second, .second, in: self)
    while try painting.step(in: self) {}
    let candidates = painting.candidates
    if candidates.isEmpty, painting.metCut {
      throw .shallowHistory(neededFor: "the merge base of `\(first)` and `\(second)`")
    }
    guard candidates.count > 1 else { return candidates }
    var best: [ObjectID] = []
    for candidate in candidates {
      var isAncestorOfOther = false
      for other in candidates where other != candidate && !isAncestorOfOther {
        isAncestorOfOther = try paintedAncestor(candidate, of: other)
      }
      if !isAncestorOfOther { best.append(candidate) }
    }
    return best
  }

  /// Whether a commit is another or an ancestor of it: merged into it.
  /// - Throws: `shallowHistory` when it was not found and history is cut, so that nobody knows;
  ///   `missingObject` when one of them is not here.
  package func isAncestor(_ id: ObjectID, of tip: ObjectID) throws(GitStoreError) -> Bool {
    if id == tip {
      _ = try node(id)
      return true
    }
    var painting = Painting()
    try painting.start(id, .first, in: self)
    try painting.start(tip, .second, in: self)
    while try painting.step(in: self) {}
    if painting.isCommon(id) { return true }
    guard !painting.metCut else {
      throw .shallowHistory(neededFor: "whether `\(id)` is merged into `\(tip)`")
    }
    return false
  }

  private func paintedAncestor(_ id: ObjectID, of tip: ObjectID) throws(GitStoreError) -> Bool {
    var painting = Painting()
    try painting.start(id, .first, in: self)
    try painting.start(tip, .second, in: self)
    while try painting.step(in: self) {}
    return painting.isCommon(id)
  }
}

/// Two histories painted in two colours until what is left is common (git's `paint_down_to_common`).
private struct Painting {
  struct Colours: OptionSet {
    let rawValue: UInt8
    static let first = Colours(rawValue: 1)
    static let second = Colours(rawValue: 2)
    static let both: Colours = [.first, .second]
    /// An ancestor of a common ancestor.
    static let stale = Colours(rawValue: 4)
  }

  private var queue = CommitQueue()
  private var nodes: [ObjectID: Repository.Node] = [:]
  private var colours: [ObjectID: Colours] = [:]
  private var waiting: Set<ObjectID> = []
  private var freshWaiting = 0
  private var common: [ObjectID] = []
  /// Whether a commit was met whose parents a shallow clone left out.
  private(set) var metCut = false

  /// The common commits that are no ancestors of others as far as was painted, newest first.
  var candidates: [ObjectID] {
    common.filter { colours[$0]?.contains(.stale) == false }
      .sorted { (nodes[$0]?.committedAt ?? 0) > (nodes[$1]?.committedAt ?? 0) }
  }

  func isCommon(_ id: ObjectID) -> Bool { colours[id]?.isSuperset(of: .both) == true }

  mutating func start(
    _ id: ObjectID, _ colour: Colours, in repository: borrowing Repository
  ) throws(GitStoreError) {
    try paint(id, colour, in: repository)
  }

  /// Visits the newest waiting commit; false when only ancestors of common ones wait.
  mutating func step(in repository: borrowing Repository) throws(GitStoreError) -> Bool {
    guard freshWaiting > 0, let id = queue.next(), let node = nodes[id], var paint = colours[id]
    else { return false }
    waiting.remove(id)
    if !paint.contains(.stale) { freshWaiting -= 1 }
    if node.isCut { metCut = true }
    if paint == .both {
      if !common.contains(id) { common.append(id) }
      paint.insert(.stale)
    }
    for parent in node.parents { try self.paint(parent, paint, in: repository) }
    return true
  }

  private mutating func paint(
    _ id: ObjectID, _ added: Colours, in repository: borrowing Repository
  ) throws(GitStoreError) {
    let before = colours[id] ?? []
    let after = before.union(added)
    guard after != before else { return }
    let known = nodes[id]
    let node = if let known { known } else { try repository.node(id) }
    nodes[id] = node
    colours[id] = after
    if waiting.insert(id).inserted {
      queue.add(id, committedAt: node.committedAt)
      if !after.contains(.stale) { freshWaiting += 1 }
    } else if after.contains(.stale), !before.contains(.stale) {
      freshWaiting -= 1
    }
  }
}
