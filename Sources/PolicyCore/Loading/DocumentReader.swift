import CEL
import Diagnostics

/// Reads the values of one file as the types its format asks for, and collects what is wrong.
///
/// Every function takes a node that may be absent: nil in, nil out. Nil for a node that is there
/// means that the reason has been reported.
struct DocumentReader {
  let source: SourceFile
  private(set) var problems: ProblemList

  /// - Parameter room: how many diagnostics are kept.
  init(_ source: SourceFile, room: Int) {
    self.source = source
    problems = ProblemList(limit: room)
  }

  mutating func report(_ diagnostic: Diagnostic) { problems.append(diagnostic) }

  func location(_ node: DocumentNode) -> SourceLocation { location(node.range) }

  /// The place of a range; only the file where there is no room for a diagnostic that shows it.
  func location(_ range: Range<Int>) -> SourceLocation {
    problems.hasRoom ? source.location(range) : .file(source.path)
  }

  /// Counts a problem for which there is no room.
  mutating func countOne() { problems.countOne() }

  /// Reports what a look-up in the directory says against a name.
  mutating func check(
    _ id: ID, at node: DocumentNode, _ lookUp: (ID, SourceLocation) -> Diagnostic?
  ) {
    guard problems.hasRoom, let problem = lookUp(id, location(node)) else { return }
    report(problem)
  }

  // MARK: - Lists and mappings

  /// The members of a mapping; unknown and missing keys are reported.
  mutating func members(of node: DocumentNode?, _ shape: MappingShape) -> Members? {
    guard let node else { return nil }
    guard case .mapping(let written) = node.content else {
      reportType(expected: "a mapping", node)
      return nil
    }
    var found: [String: DocumentNode.Member] = [:]
    for member in written {
      if shape.known.contains(member.key) {
        found[member.key] = member
      } else {
        reportKey(member, shape)
      }
    }
    for key in shape.required where found[key] == nil {
      report(.missingKey(key, in: shape.place, at: keyPlace(of: node)))
    }
    return Members(found: found)
  }

  private mutating func reportKey(_ member: DocumentNode.Member, _ shape: MappingShape) {
    let place = location(member.keyRange)
    if let reason = shape.foreign[member.key] {
      report(.keyDoesNotBelong(member.key, because: reason, at: place))
    } else {
      report(.unknownKey(member.key, in: shape.place, known: shape.known, at: place))
    }
  }

  /// Where something missing is shown: the first key, or the mapping itself.
  private func keyPlace(of node: DocumentNode) -> SourceLocation {
    guard case .mapping(let members) = node.content, let first = members.first else {
      return location(node)
    }
    return location(first.keyRange)
  }

  mutating func list(_ node: DocumentNode?) -> [DocumentNode]? {
    guard let node else { return nil }
    guard case .list(let values) = node.content else {
      reportType(expected: "a list", node)
      return nil
    }
    return values
  }

  /// A list with at least one value.
  mutating func nonEmptyList(_ node: DocumentNode?, _ what: String) -> [DocumentNode]? {
    guard let node, let values = list(node) else { return nil }
    if values.isEmpty {
      report(.emptyList(what, at: location(node)))
      return nil
    }
    return values
  }

  // MARK: - Scalars

  /// Any scalar, as it is written; nothing at all is no text.
  mutating func text(_ node: DocumentNode?) -> String? {
    guard let node else { return nil }
    guard case .scalar(let scalar) = node.content, !node.isEmpty else {
      reportType(expected: "text", node)
      return nil
    }
    return scalar.text
  }

  /// A text with something in it besides whitespace.
  mutating func sentence(_ node: DocumentNode?, _ what: String) -> String? {
    guard let node, let text = text(node) else { return nil }
    if text.allSatisfy(\.isWhitespace) {
      report(.emptyList(what, at: location(node)))
      return nil
    }
    return text
  }

  mutating func id(_ node: DocumentNode?) -> ID? {
    guard let node, let text = text(node) else { return nil }
    guard ID.isValid(text) else {
      report(.notAnID(text, at: location(node)))
      return nil
    }
    return ID(text)
  }

  mutating func flag(_ node: DocumentNode?) -> Bool? {
    guard let node else { return nil }
    switch node.plainText {
    case "true": return true
    case "false": return false
    default:
      reportType(expected: "`true` or `false`", node)
      return nil
    }
  }

  /// A whole number without quotes, at least `minimum`.
  mutating func count(_ node: DocumentNode?, minimum: Int) -> Int? {
    guard let node else { return nil }
    guard let text = node.plainText, JSONNumber.isValid(text),
      !text.utf8.contains(where: { [0x2E, 0x65, 0x45].contains($0) })
    else {
      reportType(expected: "a whole number", node)
      return nil
    }
    let greatestCount = 1_000_000
    guard let count = Int(text), count >= minimum, count <= greatestCount else {
      report(
        .numberOutOfRange(
          text, expected: "a whole number from \(minimum) to \(greatestCount)",
          at: location(node)))
      return nil
    }
    return count
  }

  mutating func duration(_ node: DocumentNode?) -> PolicyDuration? {
    guard let node, let text = text(node) else { return nil }
    guard let duration = PolicyDuration(text) else {
      report(.notADuration(text, at: location(node)))
      return nil
    }
    return duration
  }

  /// RFC 3339 with an offset; a date alone is midnight UTC at its start.
  mutating func instant(_ node: DocumentNode?) -> Timestamp? {
    guard let node, let text = text(node) else { return nil }
    let dateLength = 10
    let written = text.utf8.count == dateLength ? text + "T00:00:00Z" : text
    guard let instant = Timestamp.parse(written) else {
      report(.notAnInstant(text, at: location(node)))
      return nil
    }
    return instant
  }

  /// One of the cases of an enumeration.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: DocumentNode?, of type: Choice.Type
  ) -> Choice? {
    guard let node, let text = text(node) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue)
      report(.unknownValue(text, known: known, at: location(node)))
      return nil
    }
    return choice
  }

  /// Says that a node is something else than its place asks for, unless that is known already.
  mutating func reportType(expected: String, _ node: DocumentNode, help: String? = nil) {
    guard !node.isRefused else { return }
    report(.wrongType(expected: expected, found: node.words, at: location(node), help: help))
  }
}

/// Which keys a mapping may have.
struct MappingShape {
  /// Such as `a rule`, for messages.
  var place: String
  var required: [String]
  var optional: [String]
  /// Keys that are known, but not in this mapping, with the reason.
  var foreign: [String: String]

  init(
    _ place: String, required: [String] = [], optional: [String] = [],
    foreign: [String: String] = [:]
  ) {
    self.place = place
    self.required = required
    self.optional = optional
    self.foreign = foreign
  }

  var known: [String] { required + optional }
}

/// The members of a mapping by key.
struct Members {
  fileprivate let found: [String: DocumentNode.Member]

  subscript(key: String) -> DocumentNode? { found[key]?.value }

  /// Where a key stands.
  func keyRange(_ key: String) -> Range<Int>? { found[key]?.keyRange }

  /// From the first key to the end of the last value.
  var range: Range<Int> {
    let start = found.values.map(\.keyRange.lowerBound).min() ?? 0
    let end = found.values.map { max($0.keyRange.upperBound, $0.value.range.upperBound) }.max()
    return start..<max(start, end ?? start)
  }
}
