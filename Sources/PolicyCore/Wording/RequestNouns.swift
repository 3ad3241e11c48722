import CEL

/// What the fields of a request are called: no two alike.
///
/// A field whose name cannot be read, or that would be called like another one however much is said
/// of it, has no noun and is shown as it is written.
struct RequestNouns {
  typealias Noun = EnglishVocabulary.Noun
  typealias Path = [String]

  /// A field, and what it may be called, the shorter first.
  private struct Field {
    let path: Path
    let node: SchemaNode
    let words: FieldWords
  }

  private(set) var nouns: [Path: Noun]
  private var taken: Set<String>

  /// Names the fields of a schema.
  init(_ schema: RequestSchema) {
    nouns = Self.fixed
    taken = Set(Self.fixed.values.map(\.phrase))
    for name in schema.root.properties.keys.sorted(by: { $0.precedesInUTF8($1) }) {
      guard let id = schema.root.property(name)?.property("id"), nouns[[name, "id"]] == nil,
        let owner = Self.owner(name), name != Self.circumstances
      else { continue }
      add(Self.noun(owner, id), at: [name, "id"])
    }
    var level = Self.fields(below: [], schema.root)
    while !level.isEmpty {
      addLevel(level.filter { nouns[$0.path] == nil })
      level = level.flatMap { Self.fields(below: $0.path, $0.node) }
    }
  }

  /// What every request has.
  private static let fixed: [Path: Noun] = [
    ["action", "name"]: Noun("the action", kind: .text),
    ["subject", "id"]: Noun("the subject", kind: .text),
    ["resource", "id"]: Noun("the resource", kind: .text),
    ["id"]: Noun("the request's id", kind: .text),
    ["time"]: Noun("the instant of the request", kind: .instant),
    [RequestSchema.instantVariable]: Noun("the instant of the decision", kind: .instant),
  ]

  /// Objects of whose fields the name alone is said where no other object has a field like it.
  private static let unnamedOwners: Set<String> = ["resource", circumstances]
  private static let circumstances = "context"

  private static func fields(below path: Path, _ node: SchemaNode) -> [Field] {
    node.properties.keys.sorted { $0.precedesInUTF8($1) }.compactMap { name in
      guard let node = node.property(name) else { return nil }
      guard var words = FieldWords(name: name, title: path.isEmpty ? nil : node.title) else {
        return nil
      }
      if kind(of: node) == .instant { words = words.ofInstant }
      return Field(path: path + [name], node: node, words: words)
    }
  }

  // MARK: - Choosing

  /// The short names that only one field has; then the long ones.
  private mutating func addLevel(_ fields: [Field]) {
    let leaves = Dictionary(fields.map { ($0.words.text, 1) }, uniquingKeysWith: +)
    let short = fields.map { field in
      Self.isUnnamedOwner(of: field) && leaves[field.words.text] == 1
        ? noun(of: field, owner: nil) : noun(of: field, owner: owner(of: field))
    }
    addUnique(Array(zip(fields, short)))
    let rest = fields.filter { nouns[$0.path] == nil }
    addUnique(rest.map { ($0, noun(of: $0, owner: owner(of: $0))) })
  }

  private static func isUnnamedOwner(of field: Field) -> Bool {
    field.path.count == 2 && unnamedOwners.contains(field.path[0])
  }

  private mutating func addUnique(_ candidates: [(Field, Noun?)]) {
    let claims = candidates.flatMap { $0.1.map(Self.claims) ?? [] }
    let counts = Dictionary(claims.map { ($0, 1) }, uniquingKeysWith: +)
    for (field, noun) in candidates {
      guard let noun, Self.claims(noun).allSatisfy({ counts[$0] == 1 && !taken.contains($0) })
      else { continue }
      add(noun, at: field.path)
    }
  }

  private mutating func add(_ noun: Noun, at path: Path) {
    guard taken.isDisjoint(with: Self.claims(noun)) else { return }
    taken.formUnion(Self.claims(noun))
    nouns[path] = noun
  }

  /// The phrases that nothing else may be called by.
  private static func claims(_ noun: Noun) -> [String] {
    [noun.phrase] + (noun.truth.map { ["\($0.subject) is \($0.adjective)"] } ?? [])
  }

  // MARK: - Phrases

  private static func owner(_ name: String) -> String? {
    FieldWords(name: name, title: nil).map { "the \($0.text)" }
  }

  /// Whose field it is; nil where the owner itself has no name.
  private func owner(of field: Field) -> String? {
    switch field.path.count {
    case 1: "the request"
    case 2: Self.owner(field.path[0])
    default: nouns[field.path.dropLast()]?.phrase
    }
  }

  /// - Parameter owner: `the subject`; nil to leave it out.
  private func noun(of field: Field, owner: String?) -> Noun? {
    guard owner != nil || Self.isUnnamedOwner(of: field) else { return nil }
    let article = owner.map { "\($0)'s" } ?? "the"
    var noun = Self.noun("\(article) \(field.words.text)", field.node)
    if field.path.count == 2, field.path[1] == "groups", noun.kind == .list {
      noun.holder = nouns[[field.path[0], "id"]]?.phrase
    }
    guard noun.kind == .bool else { return noun }
    guard let adjective = field.words.adjective else {
      noun.phrase += field.words.words.last == "flag" ? "" : " flag"
      return noun
    }
    let others = field.words.words.dropLast().joined(separator: " ")
    let isOfRequest = field.path.first == Self.circumstances
    let whole = isOfRequest ? "the request" : Self.owner(field.path[0])
    guard let subject = others.isEmpty ? whole : "\(article) \(others)" else { return nil }
    noun.truth = EnglishVocabulary.Truth(subject: subject, adjective: adjective)
    return noun
  }

  private static func noun(_ phrase: String, _ node: SchemaNode) -> Noun {
    let kind = kind(of: node)
    let isCount = node.types.isSubset(of: [.integer, .number, .null]) && !node.types.isEmpty
    let isPlural = (kind == .list || isCount) && phrase.hasSuffix("s") && !phrase.hasSuffix("ss")
    return Noun(phrase, kind: kind, isPlural: isPlural)
  }

  private static func kind(of node: SchemaNode) -> EnglishVocabulary.Kind {
    switch node.types.subtracting([.null]) {
    case [.boolean]: return .bool
    case [.array]: return .list
    case [.string]:
      switch node.format {
      case .dateTime: return .instant
      case .duration: return .duration
      case nil: return .text
      }
    default: return .unknown
    }
  }
}
