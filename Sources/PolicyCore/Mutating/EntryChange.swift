import CEL

/// A change of one entry of a policy file, by the place of what changes in it.
enum EntryChange: Equatable {
  /// A step from a value to one inside of it.
  enum Step: Equatable {
    case key(String)
    case item(Int)
  }

  typealias Path = [Step]

  /// A scalar becomes another one, written plainly.
  case set(Path, String)
  /// A part of a text becomes another one; the offsets are those of the text.
  case rewrite(Path, Range<Int>, String)
  /// A mapping of one key becomes another one.
  case put(Path, key: String, value: String)
  /// A key or an item goes.
  case drop(Path)
  /// Two items of a list change places.
  case swap(Path, Int, Int)
  /// A new key, behind another one.
  case insert(Path, EditValue.Member, after: String)

  /// Where it begins.
  var path: Path {
    switch self {
    case .set(let path, _), .rewrite(let path, _, _), .put(let path, _, _), .drop(let path),
      .insert(let path, _, _):
      path
    case .swap(let path, let first, _): path + [.item(first)]
    }
  }
}

extension DocumentNode {
  /// The value at a place inside.
  subscript(path: EntryChange.Path) -> DocumentNode? {
    path.reduce(Optional(self)) { node, step in
      switch (step, node?.content) {
      case (.key(let key), .mapping): node?.member(key)
      case (.item(let index), .list(let items)): items.indices.contains(index) ? items[index] : nil
      case (_, .scalar), (_, .list), (_, .mapping), (_, .refused), (_, nil): nil
      }
    }
  }

  /// What the entry should be after a change: how it is written does not count.
  func after(_ change: EntryChange) -> DocumentNode {
    switch change {
    case .set(let path, let text): changed(at: path[...]) { $0.content = Self.scalar(text) }
    case .rewrite(let path, let range, let text):
      changed(at: path[...]) { node in
        guard case .scalar(let scalar) = node.content else { return }
        let bytes = [TextSplice(range, text)].applied(to: Array(scalar.text.utf8))
        node.content = Self.scalar(String(decoding: bytes, as: UTF8.self))
      }
    case .put(let path, let key, let value):
      changed(at: path[...]) { node in
        let inner = DocumentNode(content: Self.scalar(value), range: node.range)
        node.content = .mapping([Member(key: key, keyRange: node.range, value: inner)])
      }
    case .drop(let path): changed(at: path.dropLast()) { $0.remove(path.last) }
    case .swap(let path, let first, let second):
      changed(at: path[...]) { node in
        guard case .list(var items) = node.content else { return }
        items.swapAt(first, second)
        node.content = .list(items)
      }
    case .insert(let path, let member, let anchor):
      changed(at: path[...]) { $0.insert(member, after: anchor) }
    }
  }

  /// Whether both hold the same texts in the same order, however these are quoted.
  func hasSameTexts(as other: DocumentNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let left), .scalar(let right)): left.text.hasSameUTF8(as: right.text)
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.hasSameTexts(as: $1) }
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy {
          $0.key.hasSameUTF8(as: $1.key) && $0.value.hasSameTexts(as: $1.value)
        }
    case (.scalar, _), (.list, _), (.mapping, _), (.refused, _): false
    }
  }

  private static func scalar(_ text: String) -> Content {
    .scalar(Scalar(text: text, style: .plain))
  }

  private func changed(
    at path: ArraySlice<EntryChange.Step>, _ change: (inout DocumentNode) -> Void
  ) -> DocumentNode {
    var node = self
    guard let step = path.first else {
      change(&node)
      return node
    }
    switch (step, content) {
    case (.key(let key), .mapping(var members)):
      for index in members.indices where members[index].key == key {
        members[index].value = members[index].value.changed(at: path.dropFirst(), change)
      }
      node.content = .mapping(members)
    case (.item(let index), .list(var items)) where items.indices.contains(index):
      items[index] = items[index].changed(at: path.dropFirst(), change)
      node.content = .list(items)
    case (_, .scalar), (_, .list), (_, .mapping), (_, .refused): break
    }
    return node
  }

  /// Nothing else than scalars is put in.
  private mutating func insert(_ member: EditValue.Member, after anchor: String) {
    guard case .mapping(var members) = content,
      let index = members.firstIndex(where: { $0.key == anchor })
    else { return }
    switch member.value {
    case .text(let text), .typed(let text):
      let value = DocumentNode(content: Self.scalar(text), range: range)
      members.insert(Member(key: member.key, keyRange: range, value: value), at: index + 1)
    case .list, .mapping: break
    }
    content = .mapping(members)
  }

  private mutating func remove(_ step: EntryChange.Step?) {
    switch (step, content) {
    case (.key(let key), .mapping(let members)):
      content = .mapping(members.filter { $0.key != key })
    case (.item(let index), .list(var items)) where items.indices.contains(index):
      items.remove(at: index)
      content = .list(items)
    case (_, .scalar), (_, .list), (_, .mapping), (_, .refused): break
    }
  }
}
