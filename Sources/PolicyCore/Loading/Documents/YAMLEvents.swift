import CYaml

/// One event of the YAML parser (YAML 1.2.2, section 3.1.2), with its place.
struct YAMLEvent {
  enum Kind {
    case documentStart(hasDirectives: Bool)
    case documentEnd
    case scalar(String, ScalarStyle)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    case alias
  }

  var kind: Kind
  /// Counted in Unicode scalars, as libyaml does.
  var scalarRange: Range<Int>
  var hasAnchor: Bool
  var hasTag: Bool
}

/// Where and why a text is no YAML.
struct YAMLSyntaxProblem: Error {
  /// Counted in Unicode scalars; nil where libyaml counts bytes.
  var scalarIndex: Int?
  var utf8Offset: Int?
  /// In libyaml's words.
  var problem: String
}

/// libyaml's events; the only place that touches C in this target.
///
/// Yams' own `compose` resolves aliases, forgets tags and end marks, and stops at the first
/// duplicate key: see docs/decisions/0005-yaml-events.md.
enum YAMLEvents {
  /// Hands over one event after the other, until the end or until the body returns false.
  /// - Throws: at the first place that is no YAML.
  static func forEach(in bytes: [UInt8], _ body: (YAMLEvent) -> Bool) throws(YAMLSyntaxProblem) {
    let parser = ParserOwner()
    // A typed throw does not pass through this closure, so the result carries the failure.
    let failure = bytes.withUnsafeBufferPointer { buffer in
      parser.setInput(buffer)
      return run(parser, body)
    }
    if let failure { throw failure }
  }

  private static func run(
    _ parser: borrowing ParserOwner, _ body: (YAMLEvent) -> Bool
  ) -> YAMLSyntaxProblem? {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser.pointer, &event) == 1 else { return parser.problem }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return nil }
      if let kind = kind(of: event), !body(made(kind, from: event)) { return nil }
    }
  }

  private static func made(_ kind: YAMLEvent.Kind, from event: yaml_event_t) -> YAMLEvent {
    let start = Int(event.start_mark.index)
    let properties = properties(of: event)
    return YAMLEvent(
      kind: kind, scalarRange: start..<max(start, Int(event.end_mark.index)),
      hasAnchor: properties.hasAnchor, hasTag: properties.hasTag)
  }

  private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind? {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      let document = event.data.document_start
      return .documentStart(
        hasDirectives: document.version_directive != nil
          || document.tag_directives.start != document.tag_directives.end)
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_SCALAR_EVENT: return scalar(event)
    case YAML_SEQUENCE_START_EVENT: return .sequenceStart
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT: return .mappingStart
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    case YAML_ALIAS_EVENT: return .alias
    default: return nil
    }
  }

  private static func scalar(_ event: yaml_event_t) -> YAMLEvent.Kind {
    let scalar = event.data.scalar
    let text = String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length)), as: UTF8.self)
    switch scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return .scalar(text, .singleQuoted)
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return .scalar(text, .doubleQuoted)
    case YAML_LITERAL_SCALAR_STYLE: return .scalar(text, .literal)
    case YAML_FOLDED_SCALAR_STYLE: return .scalar(text, .folded)
    default: return .scalar(text, .plain)
    }
  }

  private static func properties(of event: yaml_event_t) -> (hasAnchor: Bool, hasTag: Bool) {
    switch event.type {
    case YAML_SCALAR_EVENT: (event.data.scalar.anchor != nil, event.data.scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      (event.data.sequence_start.anchor != nil, event.data.sequence_start.tag != nil)
    case YAML_MAPPING_START_EVENT:
      (event.data.mapping_start.anchor != nil, event.data.mapping_start.tag != nil)
    default: (false, false)
    }
  }
}

/// Owns a parser of libyaml, which keeps its own address and so must not move.
private struct ParserOwner: ~Copyable {
  let pointer: UnsafeMutablePointer<yaml_parser_t>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: yaml_parser_t())
    yaml_parser_initialize(pointer)
    yaml_parser_set_encoding(pointer, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_parser_delete(pointer)
    pointer.deinitialize(count: 1)
    pointer.deallocate()
  }

  /// - Precondition: the buffer outlives all parsing.
  func setInput(_ buffer: UnsafeBufferPointer<UInt8>) {
    yaml_parser_set_input_string(pointer, buffer.baseAddress, buffer.count)
  }

  /// Reader errors have a byte offset, all others a mark.
  var problem: YAMLSyntaxProblem {
    let parser = pointer.pointee
    let text = parser.problem.map { String(cString: $0) } ?? "it is not YAML"
    if parser.error == YAML_READER_ERROR {
      return YAMLSyntaxProblem(utf8Offset: Int(parser.problem_offset), problem: text)
    }
    return YAMLSyntaxProblem(scalarIndex: Int(parser.problem_mark.index), problem: text)
  }
}
