import CEL
import PolicyCore

/// Draws some of many, the same ones whoever draws: by a digest, within strata.
///
/// The order in which a stratum is drawn from is that of SHA-256 over the seed, a line feed and the
/// id, as hexadecimal. See docs/decisions/0022-samples-and-changes.md.
package struct StratifiedSample<Item: Sendable>: Sendable {
  /// What is in one stratum, and what of it is drawn.
  package struct Stratum: Sendable {
    /// What its members have in common, in the order of the dimensions.
    package var values: [String]
    /// How many members it has.
    package var size: Int
    /// How many of them are drawn.
    package var drawn: Int
    /// At least as many as are drawn, in the order of drawing.
    fileprivate var first: [Candidate]

    /// Those that are drawn.
    package var items: [Item] { first.prefix(drawn).map(\.item) }
  }

  fileprivate struct Candidate: Sendable {
    let key: String
    let index: Int
    let item: Item

    func precedes(_ other: Candidate) -> Bool {
      key == other.key ? index < other.index : key < other.key
    }
  }

  private let seed: String
  private let count: Int
  private var strata: [[String]: Stratum] = [:]

  /// Draws from nothing yet.
  /// - Parameter count: how many are drawn, or all where there are fewer.
  package init(seed: String, count: Int) {
    self.seed = seed
    self.count = count
  }

  /// How many strata there are so far.
  package var stratumCount: Int { strata.count }

  /// Adds one of the population.
  /// - Parameters:
  ///   - index: decides between equal ids.
  ///   - values: name the stratum that it is in.
  /// - Complexity: O(log count), and O(count) where it may be drawn.
  package mutating func add(_ item: Item, id: String, index: Int, in values: [String]) {
    let key = Digest.sha256(Array("\(seed)\n\(id)".utf8))
    let candidate = Candidate(key: key, index: index, item: item)
    var stratum = strata[values] ?? Stratum(values: values, size: 0, drawn: 0, first: [])
    stratum.size += 1
    if stratum.first.count < count || stratum.first.last.map(candidate.precedes) == true {
      let place = stratum.first.partitioningIndex { candidate.precedes($0) }
      stratum.first.insert(candidate, at: place)
      if stratum.first.count > count { stratum.first.removeLast() }
    }
    strata[values] = stratum
  }

  /// All strata, sorted by their values.
  ///
  /// Each has at least one drawn. Every further one goes to the stratum with the greatest size over
  /// 2 * drawn + 1 (Sainte-Laguë), the first by its values among equals.
  /// - Precondition: no more strata than are drawn; of more, the last have none.
  package func finished() -> [Stratum] {
    var found = strata.values.sorted { left, right in
      left.values.lexicographicallyPrecedes(right.values) { $0.precedesInUTF8($1) }
    }
    let population = found.reduce(0) { $0 + $1.size }
    var left = min(count, population)
    for place in found.indices where left > 0 {
      found[place].drawn = 1
      left -= 1
    }
    while left > 0, let place = Self.next(in: found) {
      found[place].drawn += 1
      left -= 1
    }
    return found
  }

  private static func next(in strata: [Stratum]) -> Int? {
    strata.indices.filter { strata[$0].drawn < strata[$0].size }.reduce(nil) { best, place in
      guard let best else { return place }
      let (one, other) = (strata[place], strata[best])
      return one.size * (2 * other.drawn + 1) > other.size * (2 * one.drawn + 1) ? place : best
    }
  }
}

extension Array {
  /// The first place whose element meets a condition that all behind it meet too.
  fileprivate func partitioningIndex(_ meets: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if meets(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
