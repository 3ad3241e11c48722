import CEL

/// A generated expression, kept as a tree so that it can be shrunk.
struct Term {
  let type: DeclaredType
  /// What stands before, between and behind the operands.
  let texts: [String]
  private(set) var operands: [Term]
  /// Whether it stays whole behind or before any operator.
  let isAtomic: Bool

  init(_ type: DeclaredType, texts: [String], operands: [Term] = []) {
    self.type = type
    self.texts = texts
    self.operands = operands
    let first = texts[0].utf8.first
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "!")
    isAtomic = !isSigned && !(texts.last ?? "").isEmpty && !Self.hasOperator(texts)
  }

  /// Whether a space stands outside of all brackets.
  private static func hasOperator(_ texts: [String]) -> Bool {
    var depth = 0
    for byte in texts.joined().utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: " ") where depth == 0: return true
      default: break
      }
    }
    return false
  }

  /// As a condition is written; parentheses where they might be needed.
  var source: String {
    var source = ""
    write(into: &source)
    return source
  }

  private func write(into source: inout String) {
    source += texts[0]
    for (place, operand) in operands.enumerated() {
      let isDelimited =
        texts[place].utf8.last.map { Array("([{,".utf8).contains($0) } == true
        && texts[place + 1].utf8.first.map { Array(")],}".utf8).contains($0) } == true
      let isBare = operand.isAtomic || isDelimited
      if !isBare { source += "(" }
      operand.write(into: &source)
      if !isBare { source += ")" }
      source += texts[place + 1]
    }
  }

  // MARK: - Shrinking

  /// The smallest term found, by steps that keep what a test looks for.
  func shrunk(while isStillFailing: (Term) -> Bool) -> Term {
    var best = self
    var stepsLeft = 3_000
    var hasShrunk = true
    while hasShrunk {
      hasShrunk = false
      for candidate in best.smaller() {
        stepsLeft -= 1
        guard stepsLeft > 0 else { return best }
        if isStillFailing(candidate) {
          best = candidate
          hasShrunk = true
          break
        }
      }
    }
    return best
  }

  /// A part in place of the whole, a constant in its place, or one operand made smaller. Some name a
  /// variable outside of its macro; those do not compile and are not taken.
  private func smaller() -> [Term] {
    guard !operands.isEmpty else { return [] }
    var result = operands.filter { $0.type == type } + Self.constants(type)
    for place in operands.indices {
      for operand in operands[place].smaller() {
        var copy = self
        copy.operands[place] = operand
        result.append(copy)
      }
    }
    return result
  }

  private static func constants(_ type: DeclaredType) -> [Term] {
    let sources: [String] =
      switch type {
      case .bool: ["true", "false"]
      case .int: ["0", "1"]
      case .uint: ["0u", "1u"]
      case .double: ["0.0", "1.5"]
      case .string: ["''", "'a'"]
      case .bytes: ["b''"]
      case .list: ["[]"]
      case .map: ["{}"]
      case .timestamp: ["timestamp(0)"]
      case .duration: ["duration('0s')"]
      case .abstract: ["optional.none()"]
      case .type: ["int"]
      case .dyn: ["dyn(0)", "dyn('')"]
      case .null, .wrapper, .parameter, .variable, .object: []
      }
    return sources.map { Term(type, texts: [$0]) }
  }
}
