import CEL

/// Every small change of a rule; some may not load, or mean the same.
///
/// What no test can see is left as it is: title, owner, reasons, rollback, triggers, certification
/// (docs/decisions/0016-mutating-rules.md).
struct RuleChanges {
  let rule: Rule
  let entry: DocumentNode
  let policy: Policy
  private(set) var all: [RuleChange] = []

  init(_ rule: Rule, entry: DocumentNode, policy: Policy) {
    self.rule = rule
    self.entry = entry
    self.policy = policy
    alterCondition(rule.condition, at: [.key("when")], isDroppable: false)
    alterConsequence()
    alterTerms()
  }

  mutating func add(_ kind: RuleEdit.Kind, _ words: String, _ changes: EntryChange...) {
    all.append(RuleChange(kind, words, changes))
  }

  mutating func alterCondition(
    _ condition: Condition, at path: EntryChange.Path, isDroppable: Bool
  ) {
    let edits = ConditionEdits.all(
      of: condition, schema: policy.schema, isDroppable: isDroppable)
    for edit in edits { add(edit.kind, edit.words, .rewrite(path, edit.span, edit.text)) }
  }

  // MARK: - Effect

  private mutating func alterConsequence() {
    switch rule.consequence {
    case .approve:
      add(
        .effect, "`deny` instead of `approve`", .set([.key("effect")], Effect.deny.rawValue),
        .insert([], .init("reason", .text("Changed.")), after: "effect"))
    case .constrain(let clauses, let otherwise):
      let dropped = ["conditions", "otherwise"].filter { entry.member($0) != nil }
      approve(insteadOf: .constrain, without: dropped)
      alterClauses(clauses, at: [.key("conditions")])
      if case .review(let review) = otherwise {
        add(.otherwise, "denied instead of reviewed otherwise", .drop([.key("otherwise")]))
        alter(review, at: [.key("otherwise"), .key("review")])
      }
    case .review(let review):
      approve(insteadOf: .review, without: ["review"])
      alter(review, at: [.key("review")])
    case .deny(_, let isLiftable):
      approve(insteadOf: .deny, without: ["reason", "liftable"].filter { entry.member($0) != nil })
      alterLiftable(isLiftable)
    }
  }

  /// It matters only where an exception names the rule.
  private mutating func alterLiftable(_ isLiftable: Bool) {
    guard policy.exceptions.contains(where: { $0.lifts.contains(rule.id) }) else { return }
    let path: EntryChange.Path = [.key("liftable")]
    if isLiftable {
      add(.liftable, "no exception lifts it", .set(path, "false"))
    } else if entry[path] != nil {
      add(.liftable, "exceptions lift it", .set(path, "true"))
    } else {
      add(
        .liftable, "exceptions lift it",
        .insert([], .init("liftable", .typed("true")), after: "reason"))
    }
  }

  private mutating func approve(insteadOf effect: Effect, without keys: [String]) {
    all.append(
      RuleChange(
        .effect, "`approve` instead of `\(effect.rawValue)`",
        [.set([.key("effect")], Effect.approve.rawValue)] + keys.map { .drop([.key($0)]) }))
  }

  /// Each clause goes, and each condition of one changes; the only clause becomes `true`.
  mutating func alterClauses(_ clauses: [Clause], at path: EntryChange.Path) {
    for (index, clause) in clauses.enumerated() {
      let place = path + [.item(index)]
      add(.clause, "without the clause `\(clause.that.printed)`", .drop(place))
      alterCondition(clause.that, at: place + [.key("that")], isDroppable: clauses.count > 1)
    }
  }

  // MARK: - Terms

  private mutating func alterTerms() {
    if case .duration(let limit) = rule.limits {
      let path: EntryChange.Path = [.key("limits")]
      alter(limit, at: path + [.key("duration")], .limit, "limit")
      add(.limit, "no limit", .put(path, key: "none", value: "Changed."))
    }
    dropItems(rule.obligations.map(\.id), at: [.key("obligations")], .obligation, "obligation")
    if let age = rule.dataMaxAge {
      alter(age, at: [.key("dataMaxAge")], .dataAge, "age of data")
      add(.dataAge, "data may be of any age", .drop([.key("dataMaxAge")]))
    }
    for (key, words) in [("since", "from any time on"), ("until", "for ever")]
    where entry.member(key) != nil {
      add(.window, words, .drop([.key(key)]))
    }
  }

  /// Each item goes; the last one with the key it stands under.
  mutating func dropItems(
    _ names: [String], at path: EntryChange.Path, _ kind: RuleEdit.Kind, _ what: String
  ) {
    for (index, name) in names.enumerated() {
      let place = names.count > 1 ? path + [.item(index)] : path
      add(kind, "without the \(what) `\(name)`", .drop(place))
    }
  }

  /// Twice as long, and half.
  mutating func alter(
    _ duration: PolicyDuration, at path: EntryChange.Path, _ kind: RuleEdit.Kind, _ what: String
  ) {
    for seconds in [duration.seconds / 2, duration.seconds * 2] {
      let other = PolicyDuration(seconds: seconds).inUnit(of: duration)
      add(kind, "\(what) `\(other)` instead of `\(duration)`", .set(path, other))
    }
  }
}

extension PolicyDuration {
  /// In the unit that another one is written in, where that is one unit and fits.
  fileprivate func inUnit(of other: PolicyDuration) -> String {
    guard let letter = other.text.last, let unit = PolicyDuration("1\(letter)")?.seconds,
      other.text.dropLast().allSatisfy(\.isNumber), seconds % unit == 0
    else { return text }
    return "\(seconds / unit)\(letter)"
  }
}
