import Diagnostics
import PolicyCore

/// What a list of things due says, in no format yet.
struct DueOutline {
  let list: DueList

  /// How much is late, and how much will be.
  var verdict: Phrase {
    let overdue = count(.overdue)
    let rest: Phrase =
      "\(Words.number(count(.due))) due and \(Words.number(count(.ends))) ending within "
      + "\(Words(list.within))"
    guard !list.items.isEmpty else {
      return "Nothing is overdue, and nothing is due or ends within \(Words(list.within))."
    }
    guard overdue > 0 else { return "Nothing is overdue; " + rest + "." }
    let late: Phrase = "\(Words.number(overdue)) overdue"
    return late.inked(.bad) + ", " + rest + "."
  }

  /// Everything, in order of time.
  var table: Section? {
    Section("As of \(list.at)", unlessEmpty: [rows.map { .table($0) }])
  }

  /// Everything without its title; nil for nothing.
  var rows: Table? {
    let rows = list.items.map { item -> [Phrase] in
      [
        when(item), state(item), "\(Self.words(item.kind))", what(item), answers(item),
        "\(item.location.path):\(Words.ordinal(item.location.lineNumber))",
      ]
    }
    let columns: [Table.Column] = [
      .left("when"), .left(""), .left("what"), .left("which"), .left("who answers"),
      .left("where"),
    ]
    return Table(columns, unlessEmpty: rows)
  }

  /// What to do about it.
  var advice: [Phrase] {
    var advice: [Phrase] = []
    let recertified: Set<DueItem.Kind> = [.certification, .breakGlass]
    if list.items.contains(where: { recertified.contains($0.kind) }) {
      advice.append("Look at a rule, then run: precedent recertify RULE --by ID")
    }
    if list.items.contains(where: { $0.kind == .review }) {
      advice.append(
        "Judge a use, then run: precedent review DECISION --log LOG --by ID --verdict VERDICT --note TEXT"
      )
    }
    return advice
  }

  private func count(_ state: DueItem.State) -> Int { list.items.count { $0.state == state } }

  private func when(_ item: DueItem) -> Phrase { item.at.map { "\($0)" } ?? "never done" }

  private func state(_ item: DueItem) -> Phrase {
    let word: Phrase = "\(Words.name(item.state))"
    switch item.state {
    case .overdue: return word.inked(.bad)
    case .due: return word.inked(.caution)
    case .ends: return word
    case .ended: return word.inked(.faint)
    }
  }

  private func what(_ item: DueItem) -> Phrase {
    let shownLength = 12
    let id = item.kind == .review ? String(item.id.prefix(shownLength)) : item.id
    return item.detail.map { "\(id), \($0)" } ?? "\(id)"
  }

  private func answers(_ item: DueItem) -> Phrase {
    item.answers.isEmpty ? "nobody" : Phrase(item.answers.map { "\($0)" }, separator: ", ")
  }

  private static func words(_ kind: DueItem.Kind) -> Words {
    switch kind {
    case .certification: Words("recertify rule")
    case .breakGlass: Words("recertify break-glass")
    case .drill: Words("try the rollback")
    case .directory: Words("refresh directory file")
    case .rule: Words("rule")
    case .exception: Words("exception")
    case .delegation: Words("delegation")
    case .member: Words("member")
    case .suppression: Words("suppression")
    case .review: Words("review break-glass use")
    }
  }
}
