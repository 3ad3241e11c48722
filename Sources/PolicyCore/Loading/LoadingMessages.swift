import Diagnostics

/// Every sentence that loading a policy can say.
extension Diagnostic {
  private init(
    _ code: LoadingCode, _ message: String, _ location: SourceLocation?, labels: [Label] = [],
    notes: [String] = [], help: String? = nil
  ) {
    self.init(
      code: code.rawValue, message: message, location: location, labels: labels, notes: notes,
      help: help)
  }

  // MARK: - The repository and its files

  static func noPrecedentYAML(misnamed: String?) -> Diagnostic {
    let help =
      misnamed.map { "rename \(inBackticks($0)) to `precedent.yaml`" }
      ?? "run `precedent init`, or name the policy's folder with `--policy PATH`"
    return Diagnostic(
      .noPrecedentYAML, "there is no `precedent.yaml`, so this is no policy repository", nil,
      help: help)
  }

  static func fileNotLoaded(_ path: String, because reason: String, help: String) -> Diagnostic {
    Diagnostic(
      .fileNotLoaded, "\(inBackticks(path)) is not loaded: \(reason)", .file(path), help: help)
  }

  /// - Parameter wanted: `file` or `folder`.
  static func irregularFile(_ irregular: PolicyTree.Irregular, wanted: String) -> Diagnostic {
    let help =
      irregular.kind == "a file"
      ? "make it a folder, and put the file into it"
      : "put the \(wanted) itself there: what is elsewhere is not part of the policy version"
    return Diagnostic(
      .irregularFile, "\(inBackticks(irregular.path)) is \(irregular.kind), not a \(wanted)",
      .file(irregular.path), help: help)
  }

  static func collidingPaths(_ path: String, _ other: String) -> Diagnostic {
    Diagnostic(
      .collidingPaths,
      "\(inBackticks(path)) and \(inBackticks(other)) are one path where case does not count",
      .file(path), help: "rename one of them")
  }

  static func pathOutsidePolicy(_ path: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .pathOutsidePolicy, "\(inBackticks(path)) leads out of the policy's folder", location,
      help: "write a path below the folder of `precedent.yaml`, with `/` and without `..`")
  }

  static func tooManyFiles(_ count: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .tooManyFiles, "the policy has \(count) files; at most \(limit) are read", nil,
      help: "move what is no policy out of its folders")
  }

  static func fileTooLarge(_ path: String, byteCount: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, "\(inBackticks(path)) has \(byteCount) bytes; at most \(limit) are read",
      .file(path), help: "split it into several files: every file of the folder is loaded")
  }

  static func lineTooLong(
    byteCount: Int, limit: Int, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .lineTooLong, "the line has \(byteCount) bytes; at most \(limit) are read", location,
      help: "break it into several lines")
  }

  static func notUTF8(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notUTF8, "the file is not UTF-8: here is a byte that belongs to no character", location,
      help: "save it with the encoding UTF-8")
  }

  static func tooManyProblems(notShown: Int) -> Diagnostic {
    Diagnostic(
      .tooManyProblems, "and \(notShown) more", nil, help: "mend those above, then check again")
  }

  // MARK: - YAML and JSON

  static func yamlSyntax(_ problem: String, at location: SourceLocation) -> Diagnostic {
    let help =
      looksUnquoted(location.lineText ?? "", problem)
      ? "put the value in quotes, or after `|` on lines of its own" : nil
    return Diagnostic(.yamlSyntax, "this is not YAML: \(oneLine(problem))", location, help: help)
  }

  static func yamlAnchor(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .yamlAnchor, "an anchor (`&name`) has no place in a policy", location,
      help: "write the value where it is meant, or quote it if it is text")
  }

  static func yamlAlias(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .yamlAlias, "an alias (`*name`) has no place in a policy", location,
      help: "write the value itself, or quote it if it is text")
  }

  static func yamlTag(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .yamlTag, "a leading `!` makes this a tag of YAML, not text", location,
      help: "quote it: `'!a.b'`, or put the text after `|` on lines of its own")
  }

  static func yamlMergeKey(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .yamlMergeKey, "a merge key (`<<`) has no place in a policy", location,
      help: "write the keys where they are meant")
  }

  static func yamlDirective(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .yamlDirective, "a directive (`%YAML`, `%TAG`) has no place in a policy", location,
      help: "take the line away")
  }

  static func yamlSeveralDocuments(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .yamlSeveralDocuments, "a second document begins here; a file has one", location,
      help: "put it into a file of its own")
  }

  static func yamlKeyNotText(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .yamlKeyNotText, "a key must be text", location,
      help: "if `{` or `[` begins a text here, quote it")
  }

  static func duplicateKey(
    _ key: String, at location: SourceLocation, first: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .duplicateKey, "the key \(inBackticks(key)) stands here twice", location,
      labels: [Label(first, "first here")], help: "take one of them away")
  }

  static func tooDeep(_ limit: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "lists and mappings are nested more than \(limit) deep here", location)
  }

  static func tooManyNodes(_ limit: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .tooManyValues, "the file has more than \(limit) values", location,
      help: "split it into several files: every file of the folder is loaded")
  }

  static func jsonSyntax(_ problem: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(.jsonSyntax, "this is not JSON: \(problem)", location)
  }

  // MARK: - Keys and values

  static func unknownKey(
    _ key: String, in place: String, known: [String], at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .unknownKey, "\(place) has no key \(inBackticks(key))", location,
      help: Suggestion.help(for: key, in: known) ?? "the keys are \(listed(known))")
  }

  static func missingKey(
    _ key: String, in place: String, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .missingKey, "\(place) needs the key \(inBackticks(key))", location, help: "add `\(key):`")
  }

  static func keyDoesNotBelong(
    _ key: String, because reason: String, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .keyDoesNotBelong, "\(inBackticks(key)) does not belong here: \(reason)", location,
      help: "take it away, or change what it belongs to")
  }

  static func wrongType(
    expected: String, found: String, at location: SourceLocation, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(.wrongType, "expected \(expected), found \(found)", location, help: help)
  }

  static func unknownValue(
    _ value: String, known: [String], at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .unknownValue, "\(inBackticks(value)) is not one of \(listed(known))", location,
      help: Suggestion.help(for: value, in: known))
  }

  static func numberOutOfRange(
    _ text: String, expected: String, at location: SourceLocation, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .numberOutOfRange, "\(inBackticks(text)) is not \(expected)", location, help: help)
  }

  static func emptyList(_ what: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(.emptyList, "\(what) must not be empty", location)
  }

  static func notADuration(_ text: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notADuration, "\(inBackticks(text)) is not a duration", location,
      help: "write numbers with `d`, `h`, `m`, `s`, the largest first, such as `8h` or `1d12h`")
  }

  static func notAnInstant(_ text: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notAnInstant, "\(inBackticks(text)) is not a date or an instant", location,
      help: "write `2026-06-01`, which is midnight UTC, or `2026-06-01T09:00:00+02:00`")
  }

  static func notAPercentage(_ text: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notAPercentage, "\(inBackticks(text)) is not a percentage from `0%` to `100%`", location,
      help: "write a number with at most two decimals and a percent sign, such as `5%`")
  }

  static func wrongApproval(_ message: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .wrongApproval, message, location,
      help: "an approval has `by`, `verdict` and `at`, and may have `onBehalfOf` and `reason`")
  }

  static func beyondFloor(
    _ what: String, floor: String, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .beyondFloor, what, location,
      help: "make it shorter; a change of `\(floor)` in precedent.yaml is a lowered safeguard")
  }

  static func delegatesToSelf(_ id: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .delegatesToSelf, "\(inBackticks(id)) delegates to themselves", location,
      help: "name the person who acts meanwhile, or take the delegation away")
  }

  static func delegateNotHuman(
    _ id: String, kind: String, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .delegateNotHuman, "\(inBackticks(id)) is of the kind `\(kind)`, and both ends are human",
      location, help: "name two humans; what is not human acts by its `authority`")
  }

  static func endsBeforeStart(
    _ end: String, _ start: String, at location: SourceLocation, start place: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .endsBeforeStart, "`\(end)` is not after `\(start)`, so it would never apply", location,
      labels: [Label(place, "`\(start)` is here")])
  }

  // MARK: - Names

  static func notAnID(_ text: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notAnID, "\(inBackticks(text)) cannot be an id", location,
      help: "begin with a letter or digit; then up to 127 letters, digits or any of `._@:/+-`")
  }

  static func duplicateID(
    _ id: String, of kind: String, at location: SourceLocation, first: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .duplicateID, "\(inBackticks(id)) is the id of another \(kind)", location,
      labels: [Label(first, "first here")],
      notes: ["ids that differ only in upper and lower case are the same"],
      help: "give one of them another id")
  }

  static func unknownName(
    _ name: String, kind: String, known: some Sequence<String>, at location: SourceLocation,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .unknownName, "\(inBackticks(name)) is no \(kind) of the directory", location,
      help: help ?? nameHelp(for: name, in: known)
        ?? "add it to a file in `directory/`, or correct the name")
  }

  static func unknownField(
    _ name: String, in owner: String, known: [String], at location: SourceLocation
  ) -> Diagnostic {
    let place = owner.isEmpty ? "a request" : inBackticks(owner)
    return Diagnostic(
      .unknownField, "\(place) has no field \(inBackticks(name))", location,
      help: nameHelp(for: name, in: known)
        ?? "declare it in `schema/request.schema.json`, or correct the name")
  }

  // MARK: - The schema of a request

  static func unsupportedKeyword(
    _ keyword: String, supported: [String], at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .unsupportedKeyword, "the keyword \(inBackticks(keyword)) is not supported", location,
      notes: ["supported are \(listed(supported))"],
      help: Suggestion.help(for: keyword, in: supported))
  }

  static func notAPattern(_ reason: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notAPattern, "this is not a regular expression: \(oneLine(reason))", location,
      help: "patterns are RE2's: without lookaround and without back-references")
  }

  // MARK: - Wording

  private static func listed(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// A near name, unless looking for it would take long: directories may be large, and names in
  /// untrusted input long and alike.
  private static func nameHelp(for name: String, in known: some Sequence<String>) -> String? {
    let greatestLength = 40
    let greatestCount = 2_000
    guard name.utf8.count <= greatestLength else { return nil }
    var near = known.filter { $0.utf8.count <= greatestLength }
    if near.count > greatestCount { near = near.filter { $0.utf8.first == name.utf8.first } }
    return near.count > greatestCount ? nil : Suggestion.help(for: name, in: near)
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Whether a line of bad YAML looks like a text that only lacks quotes.
  private static func looksUnquoted(_ line: String, _ problem: String) -> Bool {
    if problem.contains("mapping values are not allowed") { return true }
    let indicators: Set<Character> = ["!", "&", "*", "@", "`", "%", "{", "[", "\"", "'"]
    let parts = line.split(separator: ": ", maxSplits: 1)
    guard parts.count == 2, let first = parts[1].drop(while: { $0 == " " }).first else {
      return false
    }
    return indicators.contains(first)
  }
}
