/// How values are written.
struct EditWriting {
  /// Of keys and texts: a file that quotes its keys like JSON is continued like that.
  var style = ScalarStyle.plain

  /// On one line.
  func flow(_ value: EditValue) -> String {
    switch value {
    case .text(let text): return ScalarWriting.text(text, as: style, isInFlow: true)
    case .typed(let text): return text
    case .list(let values, _):
      return values.isEmpty ? "[]" : "[ " + values.map(flow).joined(separator: ", ") + " ]"
    case .mapping(let members, _):
      let written = members.map { flow($0) }
      return written.isEmpty ? "{}" : "{ " + written.joined(separator: ", ") + " }"
    }
  }

  /// `key: value`, on one line.
  func flow(_ member: EditValue.Member) -> String {
    key(member.key, isInFlow: true) + ": " + flow(member.value)
  }

  /// The lines of a member of a block mapping, from its own column on.
  /// - Parameter step: by how much what is inside is indented.
  func lines(_ member: EditValue.Member, step: Int = 2) -> [String] {
    let key = key(member.key, isInFlow: false)
    switch member.value {
    case .text(let text):
      return [key + ": " + ScalarWriting.text(text, as: style, isInFlow: false)]
    case .list(let values, .block) where !values.isEmpty:
      return [key + ":"] + values.flatMap { item($0) }.indented(by: step)
    case .mapping(let members, .block) where !members.isEmpty:
      return [key + ":"] + members.flatMap { self.lines($0) }.indented(by: step)
    case .typed, .list, .mapping: return [key + ": " + flow(member.value)]
    }
  }

  /// The lines of an item of a block list, from its dash on.
  /// - Parameter step: from the dash to what it holds.
  func item(_ value: EditValue, step: Int = 2) -> [String] {
    let dash = "-" + String(repeating: " ", count: max(step, 2) - 1)
    switch value {
    case .mapping(let members, .block) where !members.isEmpty:
      let lines = members.flatMap { self.lines($0) }
      return lines.prefix(1).map { dash + $0 } + lines.dropFirst().indented(by: max(step, 2))
    case .text(let text): return [dash + ScalarWriting.text(text, as: style, isInFlow: false)]
    case .typed, .list, .mapping: return [dash + flow(value)]
    }
  }

  private func key(_ key: String, isInFlow: Bool) -> String {
    // `on` is a key of ours, and written like that everywhere.
    key == "on" && style == .plain ? key : ScalarWriting.text(key, as: style, isInFlow: isInFlow)
  }
}

extension Sequence<String> {
  /// Each line behind so many spaces.
  func indented(by count: Int) -> [String] {
    let spaces = String(repeating: " ", count: count)
    return map { spaces + $0 }
  }
}
