/// A map of the language: entries in the order of insertion, found by key.
///
/// A few entries are searched one by one, which is faster than hashing; more have an index.
package struct MapValue: Sendable {
  /// One key and its value; the key keeps the type it was written with.
  package struct Entry: Sendable {
    package var key: Value
    package var value: Value

    /// Makes an entry.
    package init(key: Value, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// In the order of insertion.
  package private(set) var entries: [Entry]
  private var index: [MapKey: Int]?
  /// What some names read as although no entry has them. `e.f` finds them; `has(e.f)`, `in`, sizes
  /// and macros do not.
  private let defaults: Defaults

  /// Up to so many entries are compared one after the other.
  private static let greatestUnindexedCount = 8

  /// An empty map.
  package init() { self.init(defaults: .none) }

  private init(defaults: Defaults) {
    entries = []
    index = nil
    self.defaults = defaults
  }

  /// A map with string keys; a name given twice keeps its last value.
  /// - Parameter defaults: what absent fields read as; `has` still tells that they are absent.
  package init(_ members: [(String, Value)], defaults: Defaults = .none) {
    self.init(defaults: defaults)
    entries.reserveCapacity(members.count)
    for (name, value) in members {
      if let place = position(ofName: name) {
        entries[place].value = value
      } else {
        append(key: .string(name), mapKey: .string(UTF8Text(name)), value)
      }
    }
  }

  /// A map of entries with string keys.
  /// - Precondition: no two keys are alike.
  package init(named entries: [Entry], defaults: Defaults) {
    self.entries = entries
    self.defaults = defaults
    index = nil
    if entries.count > Self.greatestUnindexedCount { index = makeIndex() }
  }

  /// The number of entries.
  package var count: Int { entries.count }

  /// The value of a string key; nil where the map has no such key.
  /// - Complexity: O(1), a scan of at most eight entries.
  package subscript(name: String) -> Value? {
    position(ofName: name).map { entries[$0].value }
  }

  /// What `e.name` reads: the value of the key, else its default.
  package func selected(_ name: String) -> Value? {
    if let value = self[name] { return value }
    return defaults.members.first { $0.name.hasSameUTF8(as: name) }?.value
  }

  /// Names and what they read as; made once and shared by many maps.
  package struct Defaults: Sendable {
    fileprivate let members: [(name: String, value: Value)]

    package static let none = Defaults([])

    /// - Precondition: names are distinct.
    package init(_ members: [(name: String, value: Value)]) { self.members = members }
  }

  /// The value of a key of any type; numbers that are equal are the same key.
  package func value(forKey key: Value) -> Value? {
    if case .string(let name) = key { return self[name] }
    return MapKey(key).flatMap(position).map { entries[$0].value }
  }

  /// In the order of their keys: bools, numbers, then strings by bytes. Macros go over a map in this
  /// order, so that how a request was written down does not decide what is made of it.
  /// - Complexity: O(count) where that is the order of insertion, else O(count log count).
  var entriesInKeyOrder: [Entry] {
    let keyed = entries.map { (key: MapKey($0.key), entry: $0) }
    let isOrdered = zip(keyed, keyed.dropFirst()).allSatisfy { !Self.precedes($1.key, $0.key) }
    return isOrdered ? entries : keyed.sorted { Self.precedes($0.key, $1.key) }.map(\.entry)
  }

  private static func precedes(_ left: MapKey?, _ right: MapKey?) -> Bool {
    guard let left, let right else { return left == nil && right != nil }
    return left < right
  }

  /// Adds an entry; false where the key is there already or cannot be a key.
  package mutating func insert(_ key: Value, _ value: Value) -> Bool {
    guard let mapKey = MapKey(key), key.type != .double, position(mapKey) == nil else {
      return false
    }
    append(key: key, mapKey: mapKey, value)
    return true
  }

  private mutating func append(key: Value, mapKey: MapKey, _ value: Value) {
    entries.append(Entry(key: key, value: value))
    if index != nil {
      index?[mapKey] = entries.count - 1
    } else if entries.count > Self.greatestUnindexedCount {
      index = makeIndex()
    }
  }

  private func makeIndex() -> [MapKey: Int] {
    var made: [MapKey: Int] = [:]
    made.reserveCapacity(entries.count * 2)
    for (place, entry) in entries.enumerated() {
      if let key = MapKey(entry.key) { made[key] = place }
    }
    return made
  }

  private func position(ofName name: String) -> Int? {
    if let index { return index[.string(UTF8Text(name))] }
    for place in entries.indices {
      if case .string(let text) = entries[place].key, text.hasSameUTF8(as: name) { return place }
    }
    return nil
  }

  private func position(_ key: MapKey) -> Int? {
    if let index { return index[key] }
    return entries.firstIndex { MapKey($0.key) == key }
  }
}

/// A value in the form in which equal keys are identical: numbers that are equal become the same.
enum MapKey: Hashable, Comparable, Sendable {
  case bool(Bool)
  case integer(Int64)
  /// Beyond the greatest `Int64`.
  case largeInteger(UInt64)
  case string(UTF8Text)

  /// Nil for what no key can equal.
  init?(_ value: Value) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .integer(int)
    case .uint(let uint):
      if let int = Int64(exactly: uint) { self = .integer(int) } else { self = .largeInteger(uint) }
    case .double(let double):
      if let int = double.exactInt64 {
        self = .integer(int)
      } else if let uint = double.exactUInt64 {
        self = .largeInteger(uint)
      } else {
        return nil
      }
    case .string(let text): self = .string(UTF8Text(text))
    case .null, .bytes, .list, .map, .timestamp, .duration, .type, .optional: return nil
    }
  }

  /// Bools, then numbers, then strings by bytes.
  static func < (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.bool(let a), .bool(let b)): !a && b
    case (.integer(let a), .integer(let b)): a < b
    case (.largeInteger(let a), .largeInteger(let b)): a < b
    case (.string(let a), .string(let b)): a < b
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .bool: 0
    case .integer: 1
    case .largeInteger: 2
    case .string: 3
    }
  }
}
