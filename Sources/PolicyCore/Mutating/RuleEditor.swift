import CEL
import Diagnostics

/// Makes the small edits of rules, and reads each edited rule as the loader does.
package struct RuleEditor: Sendable {
  private let policy: Policy
  private let reading: RuleReading
  private let limits: LoadingLimits

  /// - Parameter policy: whose schema and directory the rules are read against.
  package init(policy: Policy, limits: LoadingLimits = .standard) {
    self.policy = policy
    self.limits = limits
    let names = DirectoryNames(policy.directory)
    reading = RuleReading(
      conditions: ConditionReading(
        schema: policy.schema, directory: policy.directory, names: names),
      names: names, schema: policy.schema)
  }

  /// Every edit of some rules that loads and means something else, in the order of the rules and of
  /// the file.
  /// - Parameters:
  ///   - file: in which all of the rules stand.
  package func edits(of rules: [Rule], in file: PolicyFile) -> [RuleEdit] {
    let source = SourceFile(path: file.path, bytes: file.bytes)
    let document = YAMLDocument(source, limits: limits)
    guard let root = document.root, !document.problems.hasErrors else { return [] }
    return rules.flatMap { rule -> [RuleEdit] in
      guard let excerpt = RuleExcerpt(of: rule.id, in: source, root: root, limits: limits),
        let read = read(rule.id, in: excerpt.source), read.hasSameMeaning(as: rule)
      else { return [] }
      return edits(of: rule, in: excerpt)
    }
  }

  /// A condition of the policy; nil where it does not compile.
  package func condition(_ text: String) -> Condition? { reading.conditions.condition(text) }

  private func edits(of rule: Rule, in excerpt: RuleExcerpt) -> [RuleEdit] {
    let splicing = EntrySplicing(source: excerpt.source, entry: excerpt.entry)
    var seen: [Rule] = []
    return RuleChanges(rule, entry: excerpt.entry, policy: policy).all
      .sorted { left, right in left.order(in: excerpt.entry) < right.order(in: excerpt.entry) }
      .compactMap { change in
        guard let edit = edit(change, of: rule, in: excerpt, splicing),
          !seen.contains(where: { $0.hasSameMeaning(as: edit.edited) })
        else { return nil }
        seen.append(edit.edited)
        return edit
      }
  }

  /// Nil where the layout does not allow it, where it does not load, or means the same.
  private func edit(
    _ change: RuleChange, of rule: Rule, in excerpt: RuleExcerpt, _ splicing: EntrySplicing
  ) -> RuleEdit? {
    let splices = change.changes.map(splicing.splices)
    guard splices.allSatisfy({ $0 != nil }) else { return nil }
    let bytes = splices.flatMap { $0 ?? [] }.applied(to: excerpt.source.bytes)
    let source = SourceFile(path: excerpt.source.path, bytes: bytes)
    let wanted = change.changes.reduce(excerpt.entry) { $0.after($1) }
    guard let entry = RuleExcerpt.entry(rule.id, in: source, limits),
      entry.hasSameTexts(as: wanted), let edited = read(rule.id, in: source, entry),
      !edited.hasSameMeaning(as: rule)
    else { return nil }
    return RuleEdit(
      rule: rule, edited: edited, kind: change.kind, words: change.words,
      location: excerpt.location(change.place(in: excerpt)),
      difference: excerpt.difference(to: bytes), bytes: excerpt.wholeFile(with: bytes))
  }

  // MARK: - Reading

  private func read(_ id: ID, in source: SourceFile) -> Rule? {
    RuleExcerpt.entry(id, in: source, limits).flatMap { read(id, in: source, $0) }
  }

  /// The rule of an entry, by the reader of rule files; nil where anything is wrong with it.
  private func read(_ id: ID, in source: SourceFile, _ entry: DocumentNode) -> Rule? {
    let list = DocumentNode(content: .list([entry]), range: entry.range)
    let root = DocumentNode(
      content: .mapping([.init(key: "rules", keyRange: entry.range, value: list)]),
      range: entry.range)
    var reading = reading
    var reader = DocumentReader(source, room: 1)
    reading.read(root, &reader)
    guard !reader.problems.hasErrors, let rule = reading.rules.first, rule.id == id else {
      return nil
    }
    return rule
  }
}

extension Policy {
  /// The same policy with one rule in another form.
  package func replacing(_ rule: Rule) -> Policy {
    Policy(
      settings: settings, schema: schema, rules: rules.map { $0.id == rule.id ? rule : $0 },
      exceptions: exceptions, directory: directory, digest: digest)
  }
}
