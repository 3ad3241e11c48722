/// Something that conditions ask about: a field, or an expression of which less is known.
struct ComparedTerm {
  /// What it is.
  enum Subject {
    /// A variable, then the names of fields.
    case field([String])
    /// An expression that is compared with constants.
    case expression(PartOfCondition)
    /// A part of which only the outcome is known.
    case part(PartOfCondition)
  }

  let subject: Subject
  /// Nil for parts.
  let declaration: FieldDeclaration?
  /// Between them they stand for all that it can be, as far as the atoms tell.
  var regions: [Region]

  /// A variable, then the names of fields; nil for all that is no field.
  var path: [String]? {
    if case .field(let path) = subject { path } else { nil }
  }
}

/// Values of a term that no atom tells apart.
struct Region {
  /// What stands for all of them.
  enum Content {
    case absent
    case value(Value)
    /// Of a part.
    case outcome(Outcomes)
  }

  let content: Content
  /// Whether it is this value alone.
  let isExact: Bool
  /// Regions that no atom tells from this one.
  var others: [Region] = []

  /// What it is, where it is there.
  var value: Value? {
    if case .value(let value) = content { value } else { nil }
  }

  /// All values in it; nil where they are too many to say.
  var exactValues: [Value]? {
    guard isExact, let value, others.allSatisfy(\.isExact) else { return nil }
    return [value] + others.compactMap(\.value)
  }

  var isAbsent: Bool {
    if case .absent = content { true } else { false }
  }
}

/// A part of one of the two conditions.
struct PartOfCondition {
  /// 0 for the old one, 1 for the new one.
  let side: Int
  let id: Syntax.NodeID
}

/// An atom: a function of the regions of some terms.
struct ComparedAtom {
  /// Nil for one that no condition has: whether a field is there.
  let part: PartOfCondition?
  /// The one that it is about, then those that it reads besides.
  let terms: [Int]
  /// How it ends, by the regions of all terms, the last one fastest.
  let table: [Outcomes]
  /// Equal for atoms that say the same.
  let key: String
}

/// What the schemas say of a field.
struct FieldDeclaration {
  let type: DeclaredType
  /// Whether a request may be without it.
  let mayBeAbsent: Bool
  /// Whether the object that it is in has it always.
  let isRequired: Bool
  let facts: ValueFacts
  /// Whether it is no field but what is made of fields.
  var isComputed = false
}

extension TypeEnvironment {
  /// The declaration of a path; nil where something on the way need not be an object.
  func declaration(of path: [String]) -> FieldDeclaration? {
    guard let root = path.first, var type = variables[root] else { return nil }
    var isOptional = optionalVariables.contains(root)
    var isRequired = true
    var facts = ValueFacts()
    for (place, name) in path.enumerated().dropFirst() {
      guard let member = Self.member(name, of: type) else { return nil }
      // Below what is absent and no object nothing can be asked.
      guard member.isRequired || member.isEmptyMapIfAbsent || place == path.count - 1 else {
        return nil
      }
      type = member.type
      isRequired = member.isRequired
      isOptional = isOptional || !member.isRequired
      facts = member.facts
    }
    return FieldDeclaration(
      type: type, mayBeAbsent: path.count > 1 && isOptional, isRequired: isRequired, facts: facts)
  }

  private static func member(_ name: String, of type: DeclaredType) -> ObjectField? {
    switch type {
    case .object(let object) where !object.mayBeOther:
      object.field(name) ?? object.additional.map { ObjectField($0, isRequired: false) }
    case .map(key: .string, let value): ObjectField(value, isRequired: false)
    default: nil
    }
  }
}

extension FieldDeclaration {
  /// What both of two schemas leave room for; nil where they disagree about the type.
  func merged(with other: FieldDeclaration) -> FieldDeclaration? {
    guard type == other.type || (isObject && other.isObject) else { return nil }
    return FieldDeclaration(
      type: type, mayBeAbsent: mayBeAbsent || other.mayBeAbsent,
      isRequired: isRequired && other.isRequired,
      facts: facts == other.facts ? facts : ValueFacts())
  }

  var isObject: Bool {
    if case .object(let object) = type { !object.mayBeOther } else { false }
  }

  /// The type besides null.
  var plainType: DeclaredType {
    if case .wrapper(let content) = type { content } else { type }
  }
}
