import Impact

extension BlastRadius.Version {
  /// What was asked for, and what it stands for.
  var phrase: Phrase {
    guard hasPolicy else { return "\(name), without a policy" }
    var phrase: Phrase = "\(name)"
    if let commit, commit != name { phrase = phrase + ", commit \(commit.abbreviated)" }
    return phrase + ", policy \(policySHA256.abbreviated)"
  }
}

extension BlastRadius.HistorySummary {
  /// How many records, and the time that they span.
  var phrase: Phrase {
    let count: Phrase = "\(Words.count(records, "record", "records"))"
    guard let earliest, let latest else { return count }
    return count + ", \(Words.day(earliest)) to \(Words.day(latest))"
  }
}

extension String {
  /// The first digits of a commit or digest, as git shows them.
  var abbreviated: String { String(prefix(12)) }
}
