/// Sets of constant texts, found by their keys; all in one table, so that looking into one counts
/// no references.
struct TextSets: Sendable {
  /// Where a set is: a power of two places, with open addressing.
  struct Place: Sendable {
    fileprivate let start: Int32
    fileprivate let mask: Int32
  }

  /// A place without a text holds `TextKey.none`.
  private var keys: [TextKey] = []
  /// At the places of the keys.
  private var texts: [String] = []

  /// Adds a set.
  /// - Complexity: O(count), if the texts' keys do not collide.
  mutating func append(_ elements: [String]) -> Place {
    var capacity = 4
    while capacity < elements.count * 2 { capacity *= 2 }
    let set = Place(start: Int32(keys.count), mask: Int32(capacity - 1))
    keys += Array(repeating: .none, count: capacity)
    texts += Array(repeating: "", count: capacity)
    for element in elements { insert(element, into: set) }
    return set
  }

  private mutating func insert(_ text: String, into set: Place) {
    let key = TextKey(text)
    var offset = key.place(mask: Int(set.mask))
    var place = Int(set.start) + offset
    while keys[place] != .none, keys[place] != key || !texts[place].hasSameUTF8(as: text) {
      offset = (offset + 1) & Int(set.mask)
      place = Int(set.start) + offset
    }
    keys[place] = key
    texts[place] = text
  }

  /// The keys of the texts of a set.
  func keys(in set: Place) -> [TextKey] {
    keys[Int(set.start)...Int(set.start + set.mask)].filter { $0 != .none }
  }

  /// Whether a text is in a set; the text itself is only asked for where its key is a hash.
  func contains(_ key: TextKey, in set: Place, _ text: () -> String) -> Bool {
    var offset = key.place(mask: Int(set.mask))
    // INVARIANT: half of the places are empty, so this ends.
    while true {
      let place = Int(set.start) + offset
      if keys[place] == .none { return false }
      if keys[place] == key, key.isExact || texts[place].hasSameUTF8(as: text()) { return true }
      offset = (offset + 1) & Int(set.mask)
    }
  }
}
