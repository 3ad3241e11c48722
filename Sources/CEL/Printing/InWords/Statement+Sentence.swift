// Where a sentence could be grouped in two ways it becomes a list with numbers, (1.2) inside (1):
// the number that follows says where a part ends. What is no single clause stands last, or in a list.

extension Statement {
  /// As one line.
  var sentence: String { open("") }

  /// Clauses of one kind joined; nil for what needs a list.
  var flatSentence: String? {
    switch self {
    case .claim(let claim): claim.text
    case .all(let parts): Self.joined(parts, .and)
    case .any(let parts): Self.joined(parts, .or)
    case .scoped, .choice: nil
    }
  }

  private static func joined(_ parts: [Statement], _ joint: Joint) -> String? {
    let claims = parts.compactMap(\.claim)
    guard claims.count == parts.count else { return nil }
    return claims.map(\.text).joined(separator: ", \(joint.rawValue) ")
  }

  /// Where nothing follows but the next number.
  private func open(_ number: String) -> String {
    if let flat = flatSentence { return flat }
    switch self {
    case .claim(let claim): return claim.text
    case .all(let parts): return conjunction(parts, number)
    case .any(let parts): return "at least one of these holds: \(Self.list(parts, number))"
    case .scoped(let scope, let body): return "\(scope), this holds: \(body.open(number))"
    case .choice(let premise, let then, let otherwise):
      return "depending on a case: (\(number)1) if \(premise), this holds: "
        + "\(then.open(number + "1.")); (\(number)2) if not, this holds: "
        + otherwise.open(number + "2.")
    }
  }

  /// The clauses first, then the one part that is none; with more such parts, all in a list.
  private func conjunction(_ parts: [Statement], _ number: String) -> String {
    let claims = parts.compactMap(\.claim)
    let others = parts.filter { $0.claim == nil }
    guard others.count == 1 else {
      return "all of these hold: \(Self.list(parts, number))"
    }
    return (claims.map(\.text) + [others[0].listed(number)]).joined(separator: ", and ")
  }

  /// Behind other clauses: alternatives are always numbered.
  private func listed(_ number: String) -> String {
    guard case .any(let parts) = self else { return open(number) }
    return "at least one of these holds: \(Self.list(parts, number))"
  }

  private static func list(_ parts: [Statement], _ number: String) -> String {
    parts.enumerated().map { index, part in
      let own = "\(number)\(index + 1)"
      return "(\(own)) \(part.open(own + "."))"
    }
    .joined(separator: "; ")
  }
}
