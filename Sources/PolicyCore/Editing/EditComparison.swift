import CEL

/// Whether a file after an edit says what was asked for, and else what it said before.
struct EditComparison {
  let change: YAMLEditor.Change

  /// Compares values, quoting of what stays included; places and comments are no values.
  func holds(from old: DocumentNode, to new: DocumentNode) -> Bool {
    let oldMembers = old.members
    let newMembers = new.members
    guard case .mapping = new.content, oldMembers.count == newMembers.count else { return false }
    return zip(oldMembers, newMembers).allSatisfy { old, new in
      guard old.key.hasSameUTF8(as: new.key) else { return false }
      return old.key == listKey
        ? isList(old.value, changedTo: new.value) : old.value.says(new.value)
    }
  }

  private var listKey: String {
    switch change {
    case .set(_, _, let list, _), .append(_, let list): list
    }
  }

  private func isList(_ old: DocumentNode, changedTo new: DocumentNode) -> Bool {
    guard case .list(let old) = old.content, case .list(let new) = new.content else { return false }
    switch change {
    case .append(let value, _):
      guard new.count == old.count + 1, let last = new.last else { return false }
      return last.says(value) && zip(old, new).allSatisfy { $0.says($1) }
    case .set(let member, let id, _, _):
      guard new.count == old.count, let index = old.firstIndex(where: { $0.hasID(id) }) else {
        return false
      }
      return old.indices.allSatisfy { place in
        place == index
          ? isEntry(old[place], changedTo: new[place], member) : old[place].says(new[place])
      }
    }
  }

  private func isEntry(
    _ old: DocumentNode, changedTo new: DocumentNode, _ member: EditValue.Member
  ) -> Bool {
    let kept = [old, new].map { $0.members.filter { $0.key != member.key } }
    guard let written = new.member(member.key), written.says(member.value),
      kept[0].count == kept[1].count
    else { return false }
    return zip(kept[0], kept[1]).allSatisfy { old, new in
      old.key.hasSameUTF8(as: new.key) && old.value.says(new.value)
    }
  }
}

extension DocumentNode {
  /// Whether both hold the same, in the same order.
  func says(_ other: DocumentNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let left), .scalar(let right)):
      left.text.hasSameUTF8(as: right.text) && left.style == right.style
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.says($1) }
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key.hasSameUTF8(as: $1.key) && $0.value.says($1.value) }
    case (.scalar, _), (.list, _), (.mapping, _), (.refused, _): false
    }
  }

  /// Whether it holds what was to be written.
  func says(_ value: EditValue) -> Bool {
    switch (content, value) {
    case (.scalar(let scalar), .text(let text)): scalar.text.hasSameUTF8(as: text)
    case (.scalar, .typed(let text)): plainText?.hasSameUTF8(as: text) ?? false
    case (.list(let nodes), .list(let values, _)):
      nodes.count == values.count && zip(nodes, values).allSatisfy { $0.says($1) }
    case (.mapping(let members), .mapping(let values, _)):
      // In a mapping that was there before, the order is that of the file.
      members.count == values.count
        && values.allSatisfy { value in member(value.key)?.says(value.value) ?? false }
    case (.scalar, _), (.list, _), (.mapping, _), (.refused, _): false
    }
  }
}
