/// Places of things that depend on one number after the other.
struct KeyedPlaces: Sendable {
  private var pairs: [PairNumbers] = []
  /// By how many numbers a key has, then by its own; -1 for none yet.
  private var places: [[Int32]] = []

  /// Some numbers, one after the other.
  struct Key: Sendable {
    fileprivate let count: Int
    fileprivate let number: UInt32

    /// The first number.
    init(_ number: UInt32) { self.init(count: 0, number: number) }

    fileprivate init(count: Int, number: UInt32) {
      self.count = count
      self.number = number
    }
  }

  /// The key with one more number.
  mutating func extend(_ key: Key, by next: UInt32) -> Key {
    if pairs.count == key.count { pairs.append(PairNumbers()) }
    return Key(count: key.count + 1, number: pairs[key.count].number(of: key.number, next))
  }

  /// Nil where nothing was put.
  subscript(key: Key) -> Int? {
    get {
      guard key.count < places.count, Int(key.number) < places[key.count].count else { return nil }
      let place = places[key.count][Int(key.number)]
      return place < 0 ? nil : Int(place)
    }
    set {
      while places.count <= key.count { places.append([]) }
      let missing = Int(key.number) + 1 - places[key.count].count
      if missing > 0 { places[key.count] += repeatElement(-1, count: missing) }
      places[key.count][Int(key.number)] = newValue.map { Int32($0) } ?? -1
    }
  }
}
