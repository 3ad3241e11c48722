import History
import PolicyCore
import Testing

/// How a history came out as columns.
struct ColumnReading {
  private(set) var rows: [Row] = []
  private(set) var groupCount = 0
  private(set) var digest: HistoryDigest?
  private(set) var error: HistoryError?

  struct Row {
    let item: HistoryItem
    let isOdd: Bool
    let values: OracleRow.Plain
  }

  init(
    _ sources: [HistorySource], _ layout: ColumnLayout, _ schemas: [RequestSchema],
    _ settings: ColumnSettings = ColumnSettings()
  ) async {
    let reader = ColumnReader(
      sources: sources, layout: layout, schemas: schemas, settings: settings)
    do {
      digest = try await reader.read { groups in
        while let group = try await groups.next() { take(group) }
      }.digest
    } catch { self.error = error as? HistoryError }
  }

  var plainCount: Int { rows.count { !$0.isOdd } }

  private mutating func take(_ group: RowGroup) {
    groupCount += 1
    for row in 0..<group.rowCount {
      let isOdd = group.isOdd[row]
      rows.append(
        Row(
          item: group.item(at: row), isOdd: isOdd,
          values: OracleRow.Plain(
            id: isOdd ? "" : group.id(at: row),
            values: isOdd ? [] : group.columns.map { $0.values[Int($0.codes[row])] },
            time: group.times[row], decidedAt: group.decidedAt[row], wait: group.waits[row],
            fate: group.fates[row])))
    }
  }

  /// Holds everything against the slow reading.
  func expectSame(as oracle: OracleHistory, _ comment: Comment) {
    #expect(rows.count == oracle.rows.count, comment)
    #expect(digest == oracle.digest, comment)
    #expect(error == oracle.error, comment)
    for (index, (row, expected)) in zip(rows, oracle.rows).enumerated() {
      guard row.item == expected.item else {
        Issue.record("row \(index): \(row.item) is not \(expected.item); \(comment)")
        return
      }
      if row.isOdd { continue }
      guard row.values == expected.plain else {
        Issue.record(
          "row \(index): \(row.values) is not \(String(describing: expected.plain)); \(comment)")
        return
      }
    }
  }
}

/// Reads a history both ways, and holds one against the other.
@discardableResult
func expectSameColumns(
  _ sources: [HistorySource], _ layout: ColumnLayout = .usual,
  _ schemas: [RequestSchema] = [.standard], _ settings: ColumnSettings = ColumnSettings(),
  _ comment: Comment = ""
) async -> ColumnReading {
  let oracle = OracleHistory(
    sources, layout, schemas, limits: settings.limits, identity: settings.identity)
  let reading = await ColumnReading(sources, layout, schemas, settings)
  reading.expectSame(as: oracle, comment)
  return reading
}

extension ColumnLayout {
  /// What rules usually read, and some that they do not.
  static let usual = ColumnLayout(
    [
      "subject.id", "subject.type", "subject.groups", "action.name", "resource.environment",
      "resource", "context.role", "context.emergency", "context.duration", "context.absent.deep",
      "time", "approvals", "subject.properties.type",
    ].map { FieldPath($0.split(separator: ".").map(String.init)) })
}

extension HistorySource {
  static func text(_ text: String, name: String = "h.ndjson") -> HistorySource {
    .bytes(Array(text.utf8), name: name)
  }
}
