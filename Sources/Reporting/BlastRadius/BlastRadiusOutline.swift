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
      ["from", radius.from.phrase],
      ["to", radius.to.phrase],
      ["history", history.phrase],
    ]
    if history.unreplayable > 0 {
      rows.append(["replayed", "\(history.replayed) of \(history.records)"])
    }
    return Section("Compared", [.table(Table([.left(""), .left("")], rows))])
  }
}
