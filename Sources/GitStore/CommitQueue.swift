/// Commits waiting to be visited, the newest first; of equals the one added first.
struct CommitQueue {
  private struct Element {
    let id: ObjectID
    let committedAt: Int64
    let order: Int
  }

  private var heap: [Element] = []
  private var added = 0

  /// Adds a commit.
  /// - Complexity: O(log count).
  mutating func add(_ id: ObjectID, committedAt: Int64) {
    heap.append(Element(id: id, committedAt: committedAt, order: added))
    added += 1
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the next commit; nil when none waits.
  /// - Complexity: O(log count).
  mutating func next() -> ObjectID? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var best = 2 * parent + 1
      if best + 1 < heap.count, precedes(best + 1, best) { best += 1 }
      guard precedes(best, parent) else { break }
      heap.swapAt(best, parent)
      parent = best
    }
    return first.id
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (heap[left], heap[right])
    return a.committedAt != b.committedAt ? a.committedAt > b.committedAt : a.order < b.order
  }
}
