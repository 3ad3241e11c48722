/// "Did you mean": the nearest known name to a misspelt one.
package enum Suggestion {
  /// The candidate with the fewest edits, if that is few enough to be a slip of the hand.
  ///
  /// An edit is an insertion, a deletion, a replacement or a swap of neighbours (optimal string
  /// alignment). A third of the name's length, at least one edit, is taken for a slip. Ties go to
  /// the first in byte order.
  /// - Complexity: O(candidates x length squared); names over 128 scalars are not compared.
  package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let scalars = Array(name.lowercased().unicodeScalars)
    guard scalars.count <= 128 else { return nil }
    let allowed = max(1, scalars.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let other = Array(candidate.lowercased().unicodeScalars)
      guard other.count <= 128, abs(other.count - scalars.count) <= allowed else { continue }
      let distance = editDistance(scalars, other)
      guard distance <= allowed else { continue }
      if let best, (best.distance, best.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// The nearest name as a sentence of help, or nil.
  package static func help(for name: String, in candidates: some Sequence<String>) -> String? {
    nearest(to: name, in: candidates).map { "did you mean `\($0)`?" }
  }

  private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1..<(a.count + 1) {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1..<(b.count + 1) {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
