/// Reads conditions in English, for people who do not know CEL.
///
/// A reading is one line and never has two meanings; every part for which there are no good words is
/// shown as CEL. Whatever comes from the condition stands between two backticks, and there are no
/// other backticks. The scheme is docs/decisions/0009-in-words.md.
package struct EnglishReading: Sendable {
  /// So many values of a list are named unless asked otherwise; the rest is counted.
  package static let usualListCount = 8

  private let vocabulary: EnglishVocabulary
  private let longestList: Int

  /// Makes a reading.
  /// - Parameter longestList: so many values of a list are named; at least one is.
  package init(
    vocabulary: EnglishVocabulary = EnglishVocabulary(), longestList: Int = Self.usualListCount
  ) {
    self.vocabulary = vocabulary
    self.longestList = max(longestList, 1)
  }

  /// When a condition holds, as a clause without a capital letter or a final period.
  /// - Complexity: O(size of the tree x its depth).
  package func words(for syntax: Syntax) -> String {
    var reader = EnglishReader(syntax: syntax, vocabulary: vocabulary, longestList: longestList)
    return reader.statement(syntax.root).sentence
  }
}

/// Reads one tree; the recursion is as deep as the tree, which the parser bounds.
struct EnglishReader {
  let syntax: Syntax
  let vocabulary: EnglishVocabulary
  let longestList: Int
  /// Variables of the macros around what is read: they hide fields of the same name.
  var scope: [String] = []

  init(syntax: Syntax, vocabulary: EnglishVocabulary, longestList: Int) {
    self.syntax = syntax
    self.vocabulary = vocabulary
    self.longestList = longestList
  }

  /// What it means that a condition holds, or that it is false: negation goes inwards, which is
  /// exact, for `&&` and `||` absorb errors alike.
  mutating func statement(_ id: Syntax.NodeID, isNegated: Bool = false) -> Statement {
    switch syntax[id] {
    case .bool(let value):
      .claim(Claim(Claim.impersonal, "is always so", "is never so", isNegated: value == isNegated))
    case .unary(.not, let operand): statement(operand, isNegated: !isNegated)
    case .logical(let sign, let operands): run(sign, operands, isNegated)
    case .conditional(let condition, let then, let otherwise):
      choice(id, condition, then, otherwise, isNegated)
    case .binary(let sign, let left, let right):
      comparison(id, sign, left, right).map { .claim($0.negated(isNegated)) }
        ?? asWritten(id, isNegated)
    case .call(let name, let receiver, let arguments):
      call(id, name, receiver, arguments, isNegated) ?? asWritten(id, isNegated)
    case .name, .select, .index: truth(id, isNegated)
    case .null, .int, .uint, .double, .string, .bytes, .optionalSelect, .optionalMark, .list, .map,
      .unary, .invalid:
      asWritten(id, isNegated)
    }
  }

  /// What has no good words.
  func asWritten(_ id: Syntax.NodeID, _ isNegated: Bool) -> Statement {
    let subject = "the condition \(Quotation.code(syntax, id))"
    return .claim(Claim(subject, "holds", "does not hold", isNegated: isNegated))
  }

  private mutating func run(
    _ sign: LogicalOperator, _ operands: [Syntax.NodeID], _ isNegated: Bool
  ) -> Statement {
    let statements = operands.map { statement($0, isNegated: isNegated) }
    return switch (sign, isNegated) {
    case (.and, false), (.or, true): Statement.all(of: statements)
    case (.or, false), (.and, true): Statement.any(of: statements)
    }
  }

  private mutating func choice(
    _ id: Syntax.NodeID, _ condition: Syntax.NodeID, _ then: Syntax.NodeID,
    _ otherwise: Syntax.NodeID, _ isNegated: Bool
  ) -> Statement {
    let premise = statement(condition)
    guard let words = premise.flatSentence else { return asWritten(id, isNegated) }
    return .choice(
      premise: words, then: statement(then, isNegated: isNegated),
      otherwise: statement(otherwise, isNegated: isNegated))
  }

  /// A field that must be true.
  private mutating func truth(_ id: Syntax.NodeID, _ isNegated: Bool) -> Statement {
    let term = term(id)
    let role = term.path.map { Claim.Role.truth($0) } ?? .other
    if let truth = term.noun?.truth {
      return .claim(
        Claim(
          truth.subject, "is \(truth.adjective)", "is not \(truth.adjective)",
          isNegated: isNegated, role: role))
    }
    return .claim(Claim(term, "is true", "is not true", isNegated: isNegated, role: role))
  }
}
