/// Constant texts, found by their keys.
struct TextSet: Sendable {
  /// Open addressing; a place without a text holds `TextKey.none`.
  private let keys: [TextKey]
  /// At the places of the keys.
  private let texts: [String]

  /// - Complexity: O(count), if the texts' keys do not collide.
  init(_ elements: [String]) {
    var capacity = 4
    while capacity < elements.count * 2 { capacity *= 2 }
    var keys = [TextKey](repeating: .none, count: capacity)
    var texts = [String](repeating: "", count: capacity)
    for element in elements {
      let key = TextKey(element)
      var place = key.place(mask: capacity - 1)
      while keys[place] != .none, keys[place] != key || !texts[place].hasSameUTF8(as: element) {
        place = (place + 1) & (capacity - 1)
      }
      keys[place] = key
      texts[place] = element
    }
    self.keys = keys
    self.texts = texts
  }

  /// Whether a text is there; the text itself is only asked for where its key is a hash.
  func contains(_ key: TextKey, _ text: () -> String) -> Bool {
    let mask = keys.count - 1
    var place = key.place(mask: mask)
    // INVARIANT: half of the places are empty, so this ends.
    while keys[place] != .none {
      if keys[place] == key, key.isExact || texts[place].hasSameUTF8(as: text()) { return true }
      place = (place + 1) & mask
    }
    return false
  }
}
