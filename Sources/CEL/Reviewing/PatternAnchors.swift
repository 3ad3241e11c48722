/// Whether a regular expression can only match whole texts.
///
/// Reads the syntax of RE2 (doc/syntax.txt) as far as that takes: alternatives, groups, repetition,
/// classes, quoting, and the flag `m`, under which `^` and `$` are ends of lines. It may call a pattern
/// loose that is not, never the other way round.
struct PatternAnchors {
  enum Verdict {
    case anchored, notAnchored
    /// Some alternatives have an anchor, others lack it.
    case looseAlternative
  }

  /// What is known of a part: whether all that it matches begins at the start of the text, and ends
  /// at its end; and whether only some alternatives do.
  private struct Part {
    var starts = false
    var ends = false
    var isLoose = false
    /// Whether it matches no character, whatever the text: anchors before and after it still count.
    var isEmpty = true
    /// Whether there is any anchor in it.
    var hasAnchor = false
  }

  /// An open group.
  private struct Group {
    var alternatives: [Part] = []
    var current = Part()
    /// The last element, to which a repetition may apply; not yet part of `current`.
    var pending: Part?
    var isMultiline: Bool
  }

  private var rest: Substring.UnicodeScalarView
  private var groups: [Group] = [Group(isMultiline: false)]
  private(set) var verdict = Verdict.notAnchored

  /// - Parameter pattern: one that RE2 accepts; of others nothing sensible is said.
  /// - Complexity: O(length).
  init(_ pattern: String) {
    rest = pattern.unicodeScalars[...]
    while let scalar = rest.popFirst() { read(scalar) }
    while groups.count > 1 { close() }
    let whole = Self.joined(finished(groups.removeLast()))
    if whole.starts && whole.ends {
      verdict = .anchored
    } else if whole.isLoose {
      verdict = .looseAlternative
    }
  }

  private mutating func read(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "(": open()
    case ")": if groups.count > 1 { close() }
    case "|": alternate()
    case "^": anchor(isStart: true)
    case "$": anchor(isStart: false)
    case "[":
      skipClass()
      add(Part(isEmpty: false))
    case "\\": readEscape()
    case "*", "?":
      makeOptional()
      skipLaziness()
    case "+": skipLaziness()
    case "{": readRepetition()
    default: add(Part(isEmpty: false))
    }
  }

  // MARK: - Elements

  private var top: Int { groups.count - 1 }

  private mutating func add(_ part: Part) {
    flush(&groups[top])
    groups[top].pending = part
  }

  private func flushed(_ group: Group) -> Group {
    var group = group
    guard let part = group.pending else { return group }
    let before = group.current
    group.current.starts = before.starts || (before.isEmpty && part.starts)
    // Only an end with nothing behind it is one.
    group.current.ends = part.ends || (part.isEmpty && before.ends)
    group.current.isEmpty = before.isEmpty && part.isEmpty
    group.current.isLoose = before.isLoose || part.isLoose
    group.current.hasAnchor = before.hasAnchor || part.hasAnchor
    group.pending = nil
    return group
  }

  private func flush(_ group: inout Group) { group = flushed(group) }

  private mutating func anchor(isStart: Bool) {
    let isOfText = !groups[top].isMultiline
    add(Part(starts: isStart && isOfText, ends: !isStart && isOfText, hasAnchor: true))
  }

  /// The element may be left out, so nothing in it counts.
  private mutating func makeOptional() {
    guard let part = groups[top].pending else { return }
    groups[top].pending = Part(isEmpty: part.isEmpty, hasAnchor: part.hasAnchor)
  }

  /// `{n}`, `{n,}` or `{n,m}`; everything else stands for itself.
  private mutating func readRepetition() {
    guard let end = rest.firstIndex(of: "}") else { return add(Part(isEmpty: false)) }
    let counts = String(rest[..<end]).split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(counts.count), let least = Int(counts[0]),
      counts.count == 1 || counts[1].isEmpty || Int(counts[1]) != nil
    else { return add(Part(isEmpty: false)) }
    rest = rest[rest.index(after: end)...]
    if least == 0 { makeOptional() }
    skipLaziness()
  }

  /// The `?` behind a repetition changes what is matched first, not what is matched.
  private mutating func skipLaziness() {
    if rest.first == "?" { rest.removeFirst() }
  }

  private mutating func readEscape() {
    switch rest.popFirst() {
    case "A": add(Part(starts: true, hasAnchor: true))
    case "z": add(Part(ends: true, hasAnchor: true))
    case "b", "B": add(Part())
    case "Q": readQuoted()
    default: add(Part(isEmpty: false))
    }
  }

  /// `\Q...\E`
  private mutating func readQuoted() {
    while let scalar = rest.popFirst() {
      if scalar == "\\", rest.first == "E" {
        rest.removeFirst()
        return
      }
      add(Part(isEmpty: false))
    }
  }

  /// A class after its `[`; a `]` at its start stands for itself.
  private mutating func skipClass() {
    if rest.first == "^" { rest.removeFirst() }
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst { return }
      if scalar == "\\" { _ = rest.popFirst() }
      if scalar == "[", rest.first == ":" { skipNamedClass() }
      isFirst = false
    }
  }

  /// `[:alpha:]` inside of a class; without its end, `[:` stands for itself.
  private mutating func skipNamedClass() {
    let name = rest.dropFirst()
    guard let colon = name.firstIndex(of: ":"), name[..<colon].allSatisfy({ $0 != "]" }) else {
      return
    }
    let bracket = name.index(after: colon)
    guard bracket < name.endIndex, name[bracket] == "]" else { return }
    rest = rest[rest.index(after: bracket)...]
  }

  // MARK: - Groups

  private mutating func open() {
    var isMultiline = groups[top].isMultiline
    if rest.first == "?" {
      rest.removeFirst()
      guard let end = readFlags(&isMultiline) else { return }
      if end == ")" {
        // `(?m)` holds up to the end of the group that it stands in.
        groups[top].isMultiline = isMultiline
        return
      }
    }
    flush(&groups[top])
    groups.append(Group(isMultiline: isMultiline))
  }

  /// Flags and what ends them, `:` or `)`; of a named group, its name and `>`.
  private mutating func readFlags(_ isMultiline: inout Bool) -> Unicode.Scalar? {
    var isOn = true
    while let scalar = rest.popFirst() {
      switch scalar {
      case ":", ")", ">": return scalar
      case "-": isOn = false
      case "m": isMultiline = isOn
      case "P", "<":
        while let scalar = rest.popFirst(), scalar != ">" {}
        return ">"
      default: break
      }
    }
    return nil
  }

  private mutating func alternate() {
    flush(&groups[top])
    groups[top].alternatives.append(groups[top].current)
    groups[top].current = Part()
  }

  private mutating func close() {
    let group = finished(groups.removeLast())
    add(Self.joined(group))
  }

  private func finished(_ group: Group) -> Group {
    var group = flushed(group)
    group.alternatives.append(group.current)
    return group
  }

  private static func joined(_ group: Group) -> Part {
    let parts = group.alternatives
    let starts = parts.allSatisfy(\.starts)
    let ends = parts.allSatisfy(\.ends)
    let hasAnchor = parts.contains { $0.hasAnchor }
    return Part(
      starts: starts, ends: ends,
      isLoose: parts.contains { $0.isLoose } || (parts.count > 1 && hasAnchor && !(starts && ends)),
      isEmpty: parts.allSatisfy(\.isEmpty), hasAnchor: hasAnchor)
  }
}
