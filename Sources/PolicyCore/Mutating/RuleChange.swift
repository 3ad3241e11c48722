import Diagnostics

/// One small change of a rule, before it is written.
struct RuleChange {
  let kind: RuleEdit.Kind
  let words: String
  /// All at once.
  let changes: [EntryChange]

  init(_ kind: RuleEdit.Kind, _ words: String, _ changes: EntryChange...) {
    self.init(kind, words, changes)
  }

  init(_ kind: RuleEdit.Kind, _ words: String, _ changes: [EntryChange]) {
    self.kind = kind
    self.words = words
    self.changes = changes
  }

  /// Where it begins in the text.
  func order(in entry: DocumentNode) -> Int {
    guard let change = changes.first, let node = entry[change.path] else { return 0 }
    if case .rewrite(_, let range, _) = change { return node.range.lowerBound + range.lowerBound }
    return node.range.lowerBound
  }

  /// What it changes, in the text of the rule.
  func place(in excerpt: RuleExcerpt) -> Range<Int> {
    guard let change = changes.first, let node = excerpt.entry[change.path] else {
      return excerpt.entry.range
    }
    if case .rewrite(_, let range, _) = change {
      return ScalarSpans(of: node, in: excerpt.source.bytes).fileRange(of: range)
    }
    let end = YAMLSplicing(source: excerpt.source).contentEnd(of: node)
    return node.range.lowerBound..<max(end, node.range.lowerBound)
  }
}
