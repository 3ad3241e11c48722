import CEL
import DecisionLog
import PolicyCore

extension PolicyCommit {
  /// As every report has it.
  var json: JSONObject {
    [
      "id": .string(id), "author": .string(author), "committer": .text(committer),
      "committedAt": .instant(committedAt), "subject": .string(subject),
      "reviewers": .texts(reviewers), "mergedAuthors": .texts(mergedAuthors),
    ]
  }
}
