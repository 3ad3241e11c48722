import Impact

/// Whether a report shows what requests say, or only their ids. Histories are personal data.
package enum ReportValues: Sendable, Hashable { case hide, show }

/// What a blast radius says, section by section, in no format and no order yet.
///
/// A section is nil when there is nothing to say in it.
struct BlastRadiusOutline {
  let radius: BlastRadius
  var values = ReportValues.hide

  /// Of each list that could be long, so many rows are shown.
  static let longestList = 20

  /// What a reader must know before he trusts the numbers.
  var cautions: [Phrase] {
    var cautions: [Phrase] = []
    for version in [radius.from, radius.to] where !version.hasPolicy {
      cautions.append(
        "There is no policy in \(version.name): it counts as an empty one that denies everything.")
    }
    if radius.history.unreplayable > 0 {
      let records = Words.count(radius.history.unreplayable, "record", "records")
      cautions.append("\(records) could not be replayed; see the end of this report.")
    }
    return cautions
  }

  /// Nobody is decided differently, neither then nor once everything is in force.
  var isWithoutChange: Bool { radius.changed == 0 && radius.inForce.allSatisfy { $0.changed == 0 } }

  var compared: Section {
    let history = radius.history
    var rows: [[Phrase]] = [
      ["from", version(radius.from)],
      ["to", version(radius.to)],
      ["history", records(history)],
    ]
    if history.unreplayable > 0 {
      rows.append(["replayed", "\(history.replayed) of \(history.records)"])
    }
    return Section("Compared", [.table(Table([.left(""), .left("")], rows))])
  }

  private func version(_ version: BlastRadius.Version) -> Phrase {
    guard version.hasPolicy else { return "\(version.name), without a policy" }
    var phrase: Phrase = "\(version.name)"
    if let commit = version.commit, commit != version.name {
      phrase = phrase + ", commit \(commit.abbreviated)"
    }
    return phrase + ", policy \(version.policySHA256.abbreviated)"
  }

  private func records(_ history: BlastRadius.HistorySummary) -> Phrase {
    let count: Phrase = "\(Words.count(history.records, "record", "records"))"
    guard let earliest = history.earliest, let latest = history.latest else { return count }
    return count + ", \(Words.day(earliest)) to \(Words.day(latest))"
  }
}

extension String {
  /// The first digits of a commit or digest, as git shows them.
  var abbreviated: String { String(prefix(12)) }
}

extension [Phrase] {
  /// `a`, `a and b`, `a, b and c`.
  var joinedWithAnd: Phrase {
    guard let last, count > 1 else { return first ?? "" }
    return Phrase(dropLast(), separator: ", ") + " and " + last
  }
}
