import History
import PolicyCore
import Testing

/// How a history came out as columns.
struct ColumnReading {
  private(set) var rows: [Row] = []
  private(set) var groupCount = 0
  /// Whether it came from a cache.
  private(set) var isCached = false
  private(set) var digest: HistoryDigest?
  private(set) var error: HistoryError?
  private let columnCount: Int

  struct Row {
    let item: HistoryItem
    let isOdd: Bool
    let values: OracleRow.Plain
  }

  init(
    _ sources: [HistorySource], _ layout: ColumnLayout, _ schemas: [RequestSchema],
    _ settings: ColumnSettings = ColumnSettings()
  ) async {
    columnCount = layout.paths.count
    let reader = ColumnReader(
      sources: sources, layout: layout, schemas: schemas, settings: settings)
    do {
      digest = try await reader.read { groups in
        while let group = try await groups.next() { try take(group) }
      }.digest
    } catch { self.error = error as? HistoryError }
  }

  /// Through a cache: what was kept there, or what is read and kept.
  init(
    _ sources: [HistorySource], _ layout: ColumnLayout, _ schemas: [RequestSchema],
    _ settings: ColumnSettings, cache: HistoryCache
  ) async {
    columnCount = layout.paths.count
    var settings = settings
    settings.cache = cache
    let groups = RowGroups(
      sources: sources, layout: layout, schemas: schemas, settings: settings)
    if case .cached = groups.origin { isCached = true }
    do {
      digest = try await groups.read { next in
        while let given = try await next() { try take(given.group) }
      }.digest
    } catch { self.error = error as? HistoryError }
  }

  var plainCount: Int { rows.count { !$0.isOdd } }

  private mutating func take(_ group: RowGroup) throws(HistoryError) {
    groupCount += 1
    var columns: [CodedColumn] = []
    for place in 0..<columnCount { columns.append(try group.column(place)) }
    for row in 0..<group.rowCount {
      let isOdd = group.isOdd(row)
      rows.append(
        Row(
          item: try group.item(at: row), isOdd: isOdd,
          values: OracleRow.Plain(
            id: isOdd ? "" : try group.id(at: row),
            values: isOdd ? [] : columns.map { $0.value(of: row) },
            time: try group.time()[row], decidedAt: try group.decidedAt()[row],
            wait: try group.waits()[row],
            fate: RecordFate(rawValue: try group.fates()[row]) ?? .unknown)))
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
