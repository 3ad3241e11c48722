import CEL

extension JSONValue {
  /// Whether both are the same in canonical JSON: the order of members does not matter.
  /// - Parameter names: of members that are left out of account, at any depth.
  /// - Complexity: that of the canonical forms at worst; mostly O(size), without making them.
  package func hasSameContent(as other: JSONValue, butFor names: [String] = []) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.double, .double), (.integer, .double), (.double, .integer):
      canonicalBytes == other.canonicalBytes
    case (.string(let left), .string(let right)): left.hasSameUTF8(as: right)
    case (.array(let left), .array(let right)):
      left.elementsEqual(right) { $0.hasSameContent(as: $1, butFor: names) }
    case (.object(let left), .object(let right)): left.hasSameContent(as: right, butFor: names)
    case (.null, _), (.bool, _), (.integer, _), (.double, _), (.string, _), (.array, _),
      (.object, _):
      false
    }
  }

  /// The same value without the members of these names, at any depth.
  package func without(_ names: [String]) -> JSONValue {
    switch self {
    case .object(let object):
      .object(
        JSONObject(
          object.members.filter { !$0.isNamed(names) }
            .map { .init($0.name, $0.value.without(names)) }))
    case .array(let elements): .array(elements.map { $0.without(names) })
    case .null, .bool, .integer, .double, .string: self
    }
  }
}

extension JSONObject {
  /// In so many members a name is searched for one by one.
  private static let greatestSearchedCount = 32

  /// Whether both are the same in canonical JSON, but for members of these names at any depth.
  package func hasSameContent(as other: JSONObject, butFor names: [String] = []) -> Bool {
    guard max(members.count, other.members.count) <= Self.greatestSearchedCount else {
      return JSONValue.object(self).without(names).canonicalBytes
        == JSONValue.object(other).without(names).canonicalBytes
    }
    var comparedCount = 0
    for index in members.indices where !members[index].isNamed(names) {
      let place = other.place(of: members[index].name, expectedAt: index)
      guard let place,
        members[index].value.hasSameContent(as: other.members[place].value, butFor: names)
      else { return false }
      comparedCount += 1
    }
    return comparedCount == other.members.reduce(0) { $0 + ($1.isNamed(names) ? 0 : 1) }
  }

  private func place(of name: String, expectedAt place: Int) -> Int? {
    if place < members.count, members[place].name.hasSameUTF8(as: name) { return place }
    return members.firstIndex { $0.name.hasSameUTF8(as: name) }
  }
}

extension JSONObject.Member {
  fileprivate func isNamed(_ names: [String]) -> Bool {
    names.contains { $0.hasSameUTF8(as: name) }
  }
}
