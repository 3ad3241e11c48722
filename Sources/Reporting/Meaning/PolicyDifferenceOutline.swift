import Diagnostics
import Impact
import PolicyCore

/// What a difference of two versions says, section by section, in no format yet.
struct PolicyDifferenceOutline {
  let difference: PolicyDifference

  /// Of each list that could be long, so many rows are shown.
  static let longestList = 20

  /// What the change does as a whole.
  var verdict: Phrase {
    guard difference.hasMeaning else {
      return Phrase("Nothing").inked(.good) + " changes in meaning"
    }
    let changes = difference.meaningful.count
    let count: Phrase =
      changes == 0 ? "" : ": \(Words.count(changes, "entry means", "entries mean")) something else"
    return Phrase(leaning: difference.leaning, isWhole: true) + count
  }

  // MARK: - Heading

  var safeguards: Section? { Self.safeguards(difference.safeguards) }

  /// What guards less; the reason to look twice.
  static func safeguards(_ safeguards: [LoweredSafeguard]) -> Section? {
    guard !safeguards.isEmpty else { return nil }
    let rows = safeguards.map { safeguard -> [Phrase] in
      ["\(Words(safeguard.kind))", "\(safeguard.name)", "\(safeguard.change)"]
    }
    let table = Table([.left(""), .left(""), .left("")], rows, limit: longestList)
    return Section("Safeguards lowered", [.table(table)])
  }

  /// Existing tests that no longer say what they said.
  var tests: Section? {
    guard !difference.tests.isEmpty else { return untold }
    let rows = difference.tests.map { test -> Phrase in
      "\(test.location.fileAndLine): \(test.name), case \(test.caseName): " + fate(of: test)
    }
    let count = Words.count(difference.tests.count, "existing test", "existing tests")
    return Section(
      "Expectations of \(count) changed",
      [.list(RowList(rows, limit: Self.longestList))] + (untold?.blocks ?? []))
  }

  private var untold: Section? {
    guard !difference.hasAllTests else { return nil }
    let words: Phrase = "Some tests cannot be read, and are not compared: run `precedent test`."
    return Section("Tests", [.sentence(words.inked(.caution))])
  }

  private func fate(of test: TestDifference) -> Phrase {
    switch test.fate {
    case .removed: Phrase("is gone").inked(.caution)
    case .request: Phrase("asks about another request").inked(.caution)
    case .expectation:
      Phrase(
        test.parts.map { part in
          let before: Phrase = part.before.map { "\($0)" } ?? "anything"
          let after: Phrase = part.after.map { "\($0)" } ?? "anything"
          return "expects \(part.key) " + after.inked(.caution) + " instead of " + before
        }, separator: "; ")
    }
  }

  // MARK: - Changes

  /// One section for each kind of entry.
  var changes: [Section] {
    MeaningChange.Kind.allCases.compactMap { kind in
      let changes = difference.meaningful.filter { $0.kind == kind }
      guard !changes.isEmpty else { return nil }
      let shown = changes.prefix(Self.longestList)
      let rest = changes.count - shown.count
      let more: [Block] =
        rest > 0 ? [.sentence("+\(Words.number(rest)) more: see the JSON report.")] : []
      return Section("\(Words(kind))", shown.flatMap(blocks) + more)
    }
  }

  private func blocks(_ change: MeaningChange) -> [Block] {
    let parts = RowList(rows(of: change), limit: Self.longestList)
    return [.sentence(Self.heading(change)), .list(parts)]
  }

  /// The kind and the entry, what became of it, its first difference, and the verdict.
  static func line(_ change: MeaningChange) -> Phrase {
    let kind: Phrase = "\(Words.name(change.kind)) \(change.id)"
    let rows = change.parts.flatMap { PartWords(change: change, part: $0, isShort: true).rows }
    let first: Phrase = rows.first.map { ": " + $0.words } ?? ""
    let more: Phrase = rows.count > 1 ? ", and \(Words.number(rows.count - 1)) more" : ""
    return Phrase(leaning: change.leaning, isWhole: false) + ": " + kind + fate(of: change) + first
      + more
  }

  /// The entry, what became of it, and the verdict.
  static func heading(_ change: MeaningChange) -> Phrase {
    Phrase("\(change.id)").inked(.strong) + fate(of: change) + ": "
      + Phrase(leaning: change.leaning, isWhole: false) + " (\(change.location.fileAndLine))"
  }

  private static func fate(of change: MeaningChange) -> Phrase {
    switch change.fate {
    case .added: " is new"
    case .removed: " is gone"
    case .changed: ""
    case .renamed(let old): " (before: \(old))"
    }
  }

  private func rows(of change: MeaningChange) -> [Phrase] {
    let said = change.parts.flatMap { PartWords(change: change, part: $0).rows }
    var rows = said.map { row in
      said.count > 1
        ? row.words + ": " + Phrase(leaning: row.leaning, isWhole: false) : row.words
    }
    if let title = change.title {
      switch change.fate {
      case .added, .removed: rows.insert("\(title)", at: 0)
      case .changed, .renamed: break
      }
      if change.keepsTitle { rows.append("the title still says: \(title)") }
    }
    return rows + forms(of: change)
  }

  // MARK: - Without a meaning

  /// What differs and means nothing.
  var formOnly: Section? {
    let entries = difference.changes.filter(\.isOfFormOnly).map { change -> Phrase in
      "\(Words.name(change.kind)) \(change.id): \(Phrase(forms(of: change), separator: ", "))"
    }
    let files = difference.reformattedFiles.map { file -> Phrase in
      "\(file): another layout, or comments"
    }
    let rows = RowList(entries + files, limit: Self.longestList)
    return rows.shown.isEmpty ? nil : Section("Without a meaning", [.list(rows)])
  }

  private func forms(of change: MeaningChange) -> [Phrase] {
    var forms = change.forms.map { form -> Phrase in
      switch form {
      case .moved: "moved to \(change.location.path)"
      case .reworded: "reworded for people"
      case .reformatted: "a condition is written in another way, and matches the same requests"
      case .certified: "certified anew"
      }
    }
    if change.isOfFormOnly, case .renamed(let old) = change.fate {
      forms.insert("renamed from \(old)", at: 0)
    }
    return forms
  }
}
