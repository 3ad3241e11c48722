import CEL
import PolicyCore

/// Why a request was decided as it was, section by section, in no format yet.
struct ExplanationOutline {
  let tree: ExplanationTree
  let source: ExplanationSource

  /// What was decided; its other sections are those of every decision.
  var decision: DecisionOutline {
    DecisionOutline(decision: tree.decision, requestID: tree.requestID)
  }

  var differences: Section? {
    let rows = source.differences.map { Phrase(sentence: $0).inked(.bad) }
    return rows.isEmpty ? nil : Section("Not as stored", [.list(RowList(rows))])
  }

  // MARK: - Rules

  var rules: Section {
    let rows = tree.rules.filter(\.takesPart).map(row)
    guard !rows.isEmpty else {
      return Section("Rules", [.sentence("No rule matched, so the default applies.")])
    }
    return Section("Rules", [.list(RowList(rows))])
  }

  var otherRules: Section? {
    let rows = tree.rules.filter { !$0.takesPart }.map(row)
    let untold = Words.count(tree.untoldRules, "rule does", "rules do")
    return Section(
      "Rules that do not apply",
      unlessEmpty: [
        rows.isEmpty ? nil : .list(RowList(rows)),
        tree.untoldRules == 0 ? nil : .sentence("\(untold) not apply."),
      ])
  }

  private func row(_ rule: RuleAccount) -> Phrase {
    var phrase: Phrase = "\(rule.rule) (\(Words.name(rule.effect))) " + state(of: rule)
    phrase = phrase + ". \(rule.title)"
    if rule.hasLapsed { phrase = phrase + " It is past its recertification date." }
    if rule.isStale { phrase = phrase + " It rests on data that is too old." }
    if let reading = rule.reading {
      phrase = phrase + " It applies when " + Phrase(reading: reading) + "."
    }
    if let error = rule.error {
      phrase = phrase + " Its condition could not be evaluated: \(error)."
    }
    return phrase + because(rule.parts)
  }

  private func state(of rule: RuleAccount) -> Phrase {
    switch rule.state {
    case .applies(let effect):
      effect == rule.effect
        ? Phrase("applies").inked(.strong)
        : Phrase("applies as \(Words.name(effect))").inked(.strong)
    case .lifted(let exceptions):
      Phrase("is lifted").inked(.caution) + " by \(Self.names(exceptions))"
    case .notMatched: "does not match"
    case .notYet(let since): "does not apply before \(since)"
    case .ended(let until): "has not applied since \(until)"
    case .errs: Phrase("is in error").inked(.bad) + ", and does not apply"
    }
  }

  // MARK: - Exceptions

  var exceptions: Section? { exceptions("Exceptions") { $0.takesPart } }

  var otherExceptions: Section? {
    let others = exceptions("Exceptions that are not active") { !$0.takesPart }
    guard tree.untoldExceptions > 0 else { return others }
    let untold = Words.count(tree.untoldExceptions, "exception is", "exceptions are")
    return Section("Exceptions that are not active", [.sentence("\(untold) not active.")])
  }

  private func exceptions(
    _ title: Phrase, where isShown: (ExceptionAccount) -> Bool
  ) -> Section? {
    let rows = tree.exceptions.filter(isShown).map { exception -> Phrase in
      let kind: Phrase = exception.isBreakGlass ? "break-glass" : "exception"
      return "\(exception.exception) (\(kind)) " + state(of: exception) + ". \(exception.title)"
        + because(exception.parts)
    }
    return rows.isEmpty ? nil : Section(title, [.list(RowList(rows))])
  }

  private func state(of exception: ExceptionAccount) -> Phrase {
    switch exception.state {
    case .active(let lifted, let effect):
      Phrase("is active").inked(.strong)
        + ": it lifts \(Self.names(lifted)), and its own effect is \(Words.name(effect))"
    case .joins(let effect):
      Phrase("is in error").inked(.bad)
        + ": it lifts nothing, and its \(Words.name(effect)) applies"
    case .errs: Phrase("is in error").inked(.bad) + ": it lifts nothing"
    case .notYet(let since): "is not active before \(since)"
    case .ended(let until): "has not been active since \(until)"
    case .nothingToLift: "has nothing to lift: \(Self.names(exception.lifts)) did not match"
    case .mayNotLift(let rules): "may not lift \(Self.names(rules)), which denies"
    case .notForThem: "is not for whoever asks or receives the access"
    case .notMatched: "does not match"
    case .lapsed: Phrase("has lapsed").inked(.caution) + ": nobody has certified it in time"
    }
  }

  // MARK: - Invariants

  var invariants: Section? {
    let rows = tree.invariants.map { invariant -> Phrase in
      let state: Phrase =
        switch invariant.state {
        case .asksItsOwner:
          Phrase("turns the outcome into a review").inked(.caution) + " by \(invariant.owner)"
        case .respected: "holds, and is respected"
        case .notAboutIt: "is not about this request"
        }
      let error: Phrase =
        invariant.error.map { " Its condition could not be evaluated: \($0)." } ?? ""
      return "\(invariant.invariant) " + state + ". \(invariant.title)" + error
        + because(invariant.parts)
    }
    return rows.isEmpty ? nil : Section("Invariants", [.list(RowList(rows))])
  }

  // MARK: - Source

  var origin: Section {
    var rows: [(String, String)] = [("at", tree.at.description)]
    if let outcome = source.recordedOutcome { rows.append(("really", outcome)) }
    if let id = source.decisionID { rows.append(("decision", id)) }
    rows += [("commit", source.commit), ("policy", source.policySHA256)]
    let cells = rows.map { ["\($0.0)", "\($0.1)"] as [Phrase] }
    return Section("Decided", [.table(Table([.left(""), .left("")], cells))])
  }

  // MARK: - Words

  static func names(_ ids: [ID]) -> Phrase { ids.map { "\($0)" as Phrase }.joinedWithAnd }

  static func asked(_ selectors: [Selector]) -> Phrase {
    selectors.isEmpty
      ? "nobody who could give it"
      : Phrase(selectors.map { "\($0.description)" }, separator: " or ")
  }

  private func because(_ parts: [DecidingPart]) -> Phrase {
    parts.isEmpty ? "" : " Because " + Self.reasons(parts) + "."
  }

  /// Each part, what became of it, and what it read.
  static func reasons(_ parts: [DecidingPart]) -> Phrase {
    let reasons = parts.map { part -> Phrase in
      let truth: Phrase =
        switch part.truth {
        case .holds: "is true"
        case .fails: "is false"
        case .errs(let message): "fails: \(message)"
        }
      let values = part.values.map { value -> Phrase in
        "\(value.path.description) " + finding(value.finding)
      }
      let read: Phrase = values.isEmpty ? "" : " (\(Phrase(values, separator: ", ")))"
      return "\(part.text) " + truth + read
    }
    return reasons.joinedWithAnd
  }

  private static func finding(_ finding: ReadValue.Finding) -> Phrase {
    switch finding {
    case .value(let value): "is \(value.lineText)"
    case .present: "is there"
    case .absent: "is not there"
    case .unreadable: "cannot be read"
    }
  }
}
