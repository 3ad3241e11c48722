import Impact

/// What a calibration says, section by section, in no format yet.
struct CalibrationOutline {
  let calibration: Calibration

  /// How often the version reproduces what really happened.
  var verdict: Phrase {
    let total = calibration.comparable
    let name: Phrase = "\(calibration.version.name)"
    guard total > 0 else {
      return name + " cannot be calibrated: no replayed record says what really happened"
    }
    let outcomes = Words.count(total, "recorded outcome", "recorded outcomes")
    let share = Words.share(calibration.reproduced, of: total)
    return name + " reproduces \(calibration.reproduced) of \(outcomes) (\(share))"
  }

  var cautions: [Phrase] {
    var cautions: [Phrase] = []
    if !calibration.version.hasPolicy {
      cautions.append("It has no policy: it counts as an empty one that denies everything.")
    }
    if calibration.history.unreplayable > 0 {
      let records = Words.count(calibration.history.unreplayable, "record", "records")
      cautions.append("\(records) could not be replayed; see the end of this report.")
    }
    return cautions
  }

  var compared: Section {
    let history = calibration.history
    var rows: [[Phrase]] = [["version", calibration.version.phrase], ["history", history.phrase]]
    let silent = history.replayed - calibration.comparable
    if silent > 0 {
      rows.append(["no comparison", "\(silent) withdrawn or without an outcome"])
    }
    return Section("Compared", [.table(Table([.left(""), .left("")], rows))])
  }

  /// Recorded outcomes against decisions.
  var matrix: Section? {
    let rows = calibration.cells.map { cell -> [Phrase] in
      let reproduces: Phrase =
        switch cell.reproduces {
        case true?: Phrase("yes").inked(.good)
        case false?: Phrase("no").inked(.bad)
        case nil: "-"
        }
      let recorded: Phrase = "\(Words.name(cell.recorded))"
      return [recorded, "\(cell.decided)", "\(cell.records)", reproduces]
    }
    let table = Table(
      [.left("recorded"), .left("decided"), .right("records"), .left("reproduced")],
      unlessEmpty: rows)
    return Section("Recorded against decided", unlessEmpty: [table.map { .table($0) }])
  }

  /// Why records are decided otherwise, the most frequent cause first.
  var mismatches: Section? {
    let rows = calibration.mismatches.map { mismatch -> [Phrase] in
      let cause = mismatch.cause
      let rules: Phrase =
        cause.rules.isEmpty
        ? "the default" : Phrase(cause.rules.prefix(3).map { "\($0)" }, separator: ", ")
      return [
        "\(mismatch.records.count)", "\(Words.name(cause.recorded))", "\(cause.decided)", rules,
        "\(cause.why)", Phrase(mismatch.records.first.prefix(3).map { "\($0)" }, separator: ", "),
      ]
    }
    let columns: [Table.Column] = [
      .right("records"), .left("recorded"), .left("decided"), .left("by"), .left("because"),
      .left("such as"),
    ]
    let table = Table(columns, unlessEmpty: rows, limit: BlastRadiusOutline.longestList)
    return Section("Why not", unlessEmpty: [table.map { .table($0) }])
  }

  var notReplayed: Section? {
    BlastRadiusOutline.notReplayed(calibration.notReplayed, comparesVersions: false)
  }
}
