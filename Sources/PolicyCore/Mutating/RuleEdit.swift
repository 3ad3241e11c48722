import CEL
package import Diagnostics

/// One small change of a rule, as somebody could make it in its file, with the rule that is then
/// read.
package struct RuleEdit: Sendable {
  /// What is changed.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case condition, `operator`, constant, boundary
    case listEntry = "list-entry"
    case clause, effect, otherwise, limit, count, selector, reason, stage, requirement, deadline
    case escalation, workloads, obligation
    case dataAge = "data-age"
    case window, liftable
  }

  /// The rule before.
  package let rule: Rule
  /// The rule after, as the loader reads it.
  package let edited: Rule
  /// What is changed.
  package let kind: Kind
  /// What changes, such as "`<` instead of `<=`".
  package let words: String
  /// Where the change stands in the file.
  package let location: SourceLocation
  /// The lines that differ.
  package let difference: LineDifference
  /// The bytes of the whole file after the change.
  package let bytes: [UInt8]

  /// Tells it from all other edits of a policy version: the rule, the place and what changes.
  package var id: String {
    "\(rule.id):\(location.lineNumber):\(location.columnNumber): \(words)"
  }

  /// The condition that the edit changes, where that is all it does.
  package var changedCondition: ChangedCondition? { ChangedCondition(from: rule, to: edited) }
}

/// Lines of a file before and after an edit.
package struct LineDifference: Sendable, Equatable {
  /// The 1-based number of the first line that differs.
  package let lineNumber: Int
  /// Without their line breaks.
  package let old: [String]
  /// Without their line breaks.
  package let new: [String]

  /// Makes a difference of its lines.
  init(lineNumber: Int, old: [String], new: [String]) {
    self.lineNumber = lineNumber
    self.old = old
    self.new = new
  }

  /// - Parameter lineNumber: of the first line of both texts.
  init(from old: [UInt8], to new: [UInt8], startingAt lineNumber: Int) {
    let feed = UInt8(ascii: "\n")
    let lines = [old, new].map { $0.split(separator: feed, omittingEmptySubsequences: false) }
    let head = zip(lines[0], lines[1]).prefix { $0.elementsEqual($1) }.count
    let rest = lines.map { $0.dropFirst(head) }
    let tail = zip(rest[0].reversed(), rest[1].reversed()).prefix { $0.elementsEqual($1) }.count
    let texts = rest.map { lines in
      lines.dropLast(tail).map { line in
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      }
    }
    self.lineNumber = lineNumber + head
    self.old = texts[0]
    self.new = texts[1]
  }
}

/// A condition of a rule that is another one in an edited rule, and nothing else is.
package struct ChangedCondition: Sendable {
  /// What an error counts as where it stands.
  package enum Place: Sendable, Hashable {
    case when, clause
  }

  /// Before.
  package let old: Condition
  /// After; nil where it has gone, which says the same as `true`.
  package let new: Condition?
  /// Whose errors count as what.
  package let place: Place

  init?(from old: Rule, to new: Rule) {
    if old.condition != new.condition {
      (self.old, self.new, place) = (old.condition, new.condition, .when)
      return
    }
    let (before, after) = (old.consequence.everyClause, new.consequence.everyClause)
    guard old.consequence.effect == new.consequence.effect,
      let index = before.indices.first(where: {
        !after.indices.contains($0) || before[$0] != after[$0]
      }),
      after.count == before.count || after.count == before.count - 1
    else { return nil }
    self.old = before[index].that
    self.new = after.count == before.count ? after[index].that : nil
    place = .clause
  }
}

extension Consequence {
  /// Every clause: conditions, then evidence.
  fileprivate var everyClause: [Clause] { clauses + reviews.flatMap(\.evidence) }
}
