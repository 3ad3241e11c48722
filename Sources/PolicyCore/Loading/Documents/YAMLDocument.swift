import Diagnostics

/// A YAML file as one tree, read strictly (design document, section 2): one document; anchors,
/// aliases, tags, merge keys, directives, duplicate and non-scalar keys are errors.
struct YAMLDocument {
  /// Nil when the file is empty or no YAML.
  private(set) var root: DocumentNode?
  private(set) var problems: ProblemList

  private let source: SourceFile
  private let limits: LoadingLimits
  private let offsets: ScalarOffsets
  private var frames: [Frame] = []
  private var nodeCount = 0
  private var documentCount = 0

  /// A list or mapping that is not closed yet.
  private struct Frame {
    var isMapping: Bool
    var start: Int
    var values: [DocumentNode] = []
    var members: [DocumentNode.Member] = []
    var keys: [String: Range<Int>] = [:]
    /// The key whose value comes next.
    var key: Key?

    enum Key {
      case text(String, Range<Int>)
      /// Reported; its value is dropped.
      case refused
    }
  }

  /// Reads a file; all that is wrong with it is in `problems`.
  /// - Complexity: O(bytes).
  init(_ source: SourceFile, limits: LoadingLimits) {
    problems = ProblemList(limit: limits.diagnosticCount)
    self.source = source
    self.limits = limits
    offsets = ScalarOffsets(source.bytes)
    do throws(YAMLSyntaxProblem) {
      try YAMLEvents.forEach(in: Array(source.bytes[offsets.base...])) { take($0) }
    } catch {
      root = nil
      problems.append(.yamlSyntax(error.problem, at: source.location(place(of: error))))
    }
  }

  private func place(of problem: YAMLSyntaxProblem) -> Range<Int> {
    let offset =
      problem.scalarIndex.map(offsets.utf8Offset) ?? (problem.utf8Offset ?? 0) + offsets.base
    return offset..<min(offset + 1, source.bytes.count)
  }

  /// One event; false to stop.
  private mutating func take(_ event: YAMLEvent) -> Bool {
    let range = offsets.utf8Range(event.scalarRange)
    switch event.kind {
    case .documentStart(let hasDirectives): return startDocument(range, hasDirectives)
    case .documentEnd: return true
    case .scalar(let text, let style):
      return add(scalarNode(text, style, range, event), start: range.lowerBound)
    case .alias:
      report(.yamlAlias(at: location(range)))
      return add(DocumentNode(content: .refused, range: range), start: range.lowerBound)
    case .sequenceStart, .mappingStart: return open(event, range)
    case .sequenceEnd, .mappingEnd: return close(range)
    }
  }

  private mutating func startDocument(_ range: Range<Int>, _ hasDirectives: Bool) -> Bool {
    documentCount += 1
    if hasDirectives { report(.yamlDirective(at: location(range))) }
    guard documentCount > 1 else { return true }
    report(.yamlSeveralDocuments(at: location(range)))
    return false
  }

  private mutating func scalarNode(
    _ text: String, _ style: ScalarStyle, _ range: Range<Int>, _ event: YAMLEvent
  ) -> DocumentNode {
    if event.hasTag {
      report(.yamlTag(at: location(range)))
      return DocumentNode(content: .refused, range: range)
    }
    if event.hasAnchor { report(.yamlAnchor(at: location(range))) }
    return DocumentNode(content: .scalar(.init(text: text, style: style)), range: range)
  }

  private mutating func open(_ event: YAMLEvent, _ range: Range<Int>) -> Bool {
    if event.hasTag { report(.yamlTag(at: location(range))) }
    if event.hasAnchor { report(.yamlAnchor(at: location(range))) }
    guard frames.count < limits.depth else {
      report(.tooDeep(limits.depth, at: location(range)))
      root = nil
      return false
    }
    var frame = Frame(isMapping: false, start: range.lowerBound)
    if case .mappingStart = event.kind { frame.isMapping = true }
    frames.append(frame)
    return countNode(range)
  }

  private mutating func close(_ range: Range<Int>) -> Bool {
    guard let frame = frames.popLast() else { return false }
    let lastEnd = frame.values.last?.range.upperBound ?? frame.members.last?.value.range.upperBound
    // A flow collection ends with its bracket; a block one has no end of its own.
    let end = range.isEmpty ? (lastEnd ?? frame.start) : range.upperBound
    let node = DocumentNode(
      content: frame.isMapping ? .mapping(frame.members) : .list(frame.values),
      range: frame.start..<max(frame.start, end))
    return add(node, start: frame.start)
  }

  private mutating func add(_ node: DocumentNode, start: Int) -> Bool {
    guard var frame = frames.popLast() else {
      root = node
      return countNode(node.range)
    }
    if !frame.isMapping {
      frame.values.append(node)
    } else if let key = frame.key {
      frame.key = nil
      if case .text(let text, let range) = key {
        frame.members.append(.init(key: text, keyRange: range, value: node))
      }
    } else {
      frame.key = makeKey(node, &frame)
    }
    frames.append(frame)
    return countNode(node.range)
  }

  private mutating func makeKey(_ node: DocumentNode, _ frame: inout Frame) -> Frame.Key {
    switch node.content {
    case .refused: return .refused
    case .list, .mapping:
      report(.yamlKeyNotText(at: location(node.range)))
      return .refused
    case .scalar(let scalar):
      if scalar.text == "<<", scalar.style == .plain {
        report(.yamlMergeKey(at: location(node.range)))
        return .refused
      }
      if node.isEmpty {
        report(.yamlKeyNotText(at: location(node.range)))
        return .refused
      }
      if let first = frame.keys[scalar.text] {
        report(.duplicateKey(scalar.text, at: location(node.range), first: location(first)))
        return .refused
      }
      frame.keys[scalar.text] = node.range
      return .text(scalar.text, node.range)
    }
  }

  private mutating func countNode(_ range: Range<Int>) -> Bool {
    nodeCount += 1
    guard nodeCount > limits.nodeCount else { return true }
    report(.tooManyNodes(limits.nodeCount, at: location(range)))
    root = nil
    frames = []
    return false
  }

  private mutating func report(_ diagnostic: Diagnostic) { problems.append(diagnostic) }

  private func location(_ range: Range<Int>) -> SourceLocation {
    problems.hasRoom ? source.location(range) : .file(source.path)
  }
}

/// What some editors put before a text (RFC 3629, section 6).
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// From libyaml's counting in Unicode scalars to UTF-8 offsets.
struct ScalarOffsets {
  /// The length of a byte order mark, which libyaml is not shown.
  let base: Int
  private let byteCount: Int
  /// The offset of each scalar; empty for ASCII, where both are the same.
  private let starts: [Int]

  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8]) {
    base = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    byteCount = bytes.count
    if bytes.allSatisfy({ $0 < 0x80 }) {
      starts = []
    } else {
      let base = base
      starts = bytes.indices.filter { $0 >= base && bytes[$0] & 0xC0 != 0x80 }
    }
  }

  func utf8Offset(_ scalarIndex: Int) -> Int {
    if starts.isEmpty { return min(scalarIndex + base, byteCount) }
    return scalarIndex < starts.count ? starts[scalarIndex] : byteCount
  }

  func utf8Range(_ range: Range<Int>) -> Range<Int> {
    let start = utf8Offset(range.lowerBound)
    return start..<max(start, utf8Offset(range.upperBound))
  }
}
