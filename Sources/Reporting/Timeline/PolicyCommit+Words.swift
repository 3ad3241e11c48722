import CEL
import DecisionLog
import PolicyCore

extension PolicyCommit {
  private static let idLength = 12
  private static let greatestShownCount = 5

  /// The id, the day and the subject.
  var heading: Phrase { "\(shortID)  \(day)  \(subject)" }

  /// So much of the id that people tell commits apart by it.
  var shortID: String { String(id.prefix(Self.idLength)) }

  /// When it was committed, in UTC.
  var day: String { committedAt.map { String($0.description.prefix(10)) } ?? "" }

  /// Who wrote it, who merged or committed it, and who reviewed it.
  var people: Phrase {
    var words: Phrase
    if mergedAuthors.isEmpty {
      words = "by \(author)"
      if let committer { words = words + ", committed by \(committer)" }
    } else {
      words = "by " + Self.names(mergedAuthors) + ", merged by \(author)"
      if let committer { words = words + ", committed by \(committer)" }
    }
    return reviewers.isEmpty ? words : words + ", reviewed by " + Self.names(reviewers)
  }

  private static func names(_ people: [String]) -> Phrase {
    let shown = Phrase(people.prefix(greatestShownCount).map { "\($0)" }, separator: ", ")
    let rest = people.count - greatestShownCount
    return rest > 0 ? shown + " and \(rest) more" : shown
  }
}
