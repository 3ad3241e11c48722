/// One thing said of one subject; a clause of a sentence.
struct Claim {
  /// What a claim is about, where claims about the same can be said together.
  enum Role: Equatable {
    case presence([String])
    case truth([String])
    case other
  }

  /// The subject of what is said of nothing in particular.
  static let impersonal = "it"

  var subject: String
  /// `is known`, `matches the pattern`
  var positive: String
  var negative: String
  var isNegated: Bool
  var role: Role
  /// Whether it says two things.
  var isMerged = false

  init(
    _ subject: String, _ positive: String, _ negative: String, isNegated: Bool = false,
    role: Role = .other
  ) {
    self.subject = subject
    self.positive = positive
    self.negative = negative
    self.isNegated = isNegated
    self.role = role
  }

  /// A claim about a term: `the groups are` where it is plural.
  init(
    _ term: Term, _ positive: String, _ negative: String, isNegated: Bool = false,
    role: Role = .other
  ) {
    self.init(
      term.text, term.isPlural ? Self.plural(positive) : positive,
      term.isPlural ? Self.plural(negative) : negative, isNegated: isNegated, role: role)
  }

  private static func plural(_ predicate: String) -> String {
    for (singular, plural) in [("is", "are"), ("does", "do")]
    where predicate.hasPrefix("\(singular) ") {
      return plural + predicate.dropFirst(singular.count)
    }
    return predicate
  }

  var predicate: String { isNegated ? negative : positive }
  var text: String { "\(subject) \(predicate)" }

  func negated(_ negates: Bool) -> Claim {
    var claim = self
    if negates { claim.isNegated.toggle() }
    return claim
  }

  /// `the role is given and is` something: two claims in a row about one subject, of which the
  /// first is that it is given.
  func merged(with next: Claim, joint: Joint) -> Claim? {
    guard case .presence(let path) = role, isNegated == joint.isOfNegations, !isMerged,
      !next.isMerged
    else { return nil }
    var merged = self
    if next.role == .truth(path), next.subject != subject {
      // `it is known whether the device is trusted, and the device is trusted`
      guard joint == .and else { return nil }
      merged.positive = "is known that \(next.text)"
    } else {
      guard next.subject == subject, next.role != role, subject != Self.impersonal else {
        return nil
      }
      let text = "\(predicate) \(joint.rawValue) \(next.predicate)"
      (merged.positive, merged.negative) = (text, text)
    }
    (merged.role, merged.isMerged) = (.other, true)
    return merged
  }
}

/// What joins claims.
enum Joint: String {
  case and, or

  /// What is not given is said before `or`.
  var isOfNegations: Bool { self == .or }
}

/// What a condition says, as it will be read.
indirect enum Statement {
  case claim(Claim)
  /// At least two, none of them of the same case.
  case all([Statement])
  /// At least two, none of them of the same case.
  case any([Statement])
  /// `for every element of the scopes` something holds.
  case scoped(String, Statement)
  case choice(premise: String, then: Statement, otherwise: Statement)

  static func all(of statements: [Statement]) -> Statement {
    let flat = statements.flatMap { statement -> [Statement] in
      if case .all(let inner) = statement { return inner }
      return [statement]
    }
    let merged = merge(flat, .and)
    return merged.count == 1 ? merged[0] : .all(merged)
  }

  static func any(of statements: [Statement]) -> Statement {
    let flat = statements.flatMap { statement -> [Statement] in
      if case .any(let inner) = statement { return inner }
      return [statement]
    }
    let merged = merge(flat, .or)
    return merged.count == 1 ? merged[0] : .any(merged)
  }

  private static func merge(_ statements: [Statement], _ joint: Joint) -> [Statement] {
    statements.reduce(into: []) { result, statement in
      if case .claim(let claim) = statement, case .claim(let last)? = result.last,
        let merged = last.merged(with: claim, joint: joint)
      {
        result[result.count - 1] = .claim(merged)
      } else {
        result.append(statement)
      }
    }
  }

  var claim: Claim? {
    guard case .claim(let claim) = self else { return nil }
    return claim
  }
}
