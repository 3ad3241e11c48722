import CEL
import TestSupport

/// Makes random expressions of a type, every form of the language in them.
struct TermMaker {
  var random: SeededRandom
  /// Variables of macros, innermost last.
  private var scope: [(name: String, type: DeclaredType)] = []
  private var productionsByType: [DeclaredType: Choices] = [:]
  private var variableCount = 0

  private struct Choices {
    /// Of this type.
    var own: [Template] = []
    /// Of all types.
    var general: [Template] = []
    var leaves: [Template] = []
  }

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// An expression at most so many operators deep.
  mutating func term(_ type: DeclaredType, depth: Int) -> Term {
    let choices = choices(type)
    guard depth > 0, !random.chance(20) else { return leaf(type, choices, depth) }
    let isGeneral = choices.own.isEmpty || random.chance(12)
    return filled(random.pick(isGeneral ? choices.general : choices.own), type, depth)
  }

  private mutating func leaf(_ type: DeclaredType, _ choices: Choices, _ depth: Int) -> Term {
    let known = scope.filter { $0.type == type }
    if !known.isEmpty, random.chance(50) {
      return Term(type, texts: [random.pick(known).name])
    }
    if !choices.leaves.isEmpty, random.chance(55) {
      return filled(random.pick(choices.leaves), type, depth)
    }
    return Term(type, texts: [literal(type)])
  }

  private mutating func filled(_ template: Template, _ type: DeclaredType, _ depth: Int) -> Term {
    let outer = scope.count
    var pending: [(String, DeclaredType)] = []
    var texts = [""]
    var operands: [Term] = []
    for part in template.parts {
      switch part {
      case .text(let text): texts[texts.count - 1] += text
      case .operand(let operand):
        operands.append(term(operand, depth: depth - 1))
        texts.append("")
      case .variable(let variable):
        let name = variableName(variable, besides: pending.map(\.0))
        pending.append((name, variable))
        texts[texts.count - 1] += name
      case .scope: scope += pending
      }
    }
    scope.removeSubrange(outer...)
    return Term(type, texts: texts, operands: operands)
  }

  /// Mostly a new one; now and then that of a variable of the same type, which it hides.
  private mutating func variableName(_ type: DeclaredType, besides used: [String]) -> String {
    variableCount += 1
    let hidden = OracleWorld.variables.first { $0.type == type }?.name
    guard let hidden, random.chance(10), !used.contains(hidden), type != .dyn else {
      return "v\(variableCount)"
    }
    return hidden
  }

  private mutating func choices(_ type: DeclaredType) -> Choices {
    if let known = productionsByType[type] { return known }
    var choices = Choices()
    for (result, templates) in Self.productions {
      guard let types = Template.match(result, type) else { continue }
      let filled = templates.map { $0.filled(types) }
      if case .parameter = result {
        choices.general += filled
      } else {
        choices.own += filled
      }
    }
    for (result, templates) in Self.leaves where result == type { choices.leaves += templates }
    productionsByType[type] = choices
    return choices
  }
}
