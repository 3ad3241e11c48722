import CEL
import History
import PolicyCore

/// What a row says, worked out slowly: with `HistoryReader`, and one `RecordReader` for each schema.
struct OracleRow {
  let item: HistoryItem
  /// Nil where the row has to be odd.
  let plain: Plain?

  /// What a plain row has to say.
  struct Plain: Equatable {
    var id: String
    var values: [JSONValue?]
    var time: Timestamp
    var decidedAt: Timestamp
    var wait: Int64
    var fate: RecordFate
  }
}

/// A whole history, with its digest or what ended it.
struct OracleHistory {
  private(set) var rows: [OracleRow] = []
  private(set) var digest: HistoryDigest?
  private(set) var error: HistoryError?

  init(
    _ sources: [HistorySource], _ layout: ColumnLayout, _ schemas: [RequestSchema],
    limits: HistoryLimits = .standard, identity: RecordIdentity = .required
  ) {
    var reader = HistoryReader(sources: sources, limits: limits, identity: identity)
    do throws(HistoryError) {
      while let item = try reader.next() {
        rows.append(OracleRow(item: item, plain: Self.plain(item, layout, schemas)))
      }
      digest = try reader.finish()
    } catch { self.error = error }
  }

  private static func plain(
    _ item: HistoryItem, _ layout: ColumnLayout, _ schemas: [RequestSchema]
  ) -> OracleRow.Plain? {
    guard case .record(let raw) = item else { return nil }
    var plain: OracleRow.Plain?
    for schema in schemas {
      do throws(InvalidRequest) {
        let record = try RecordReader(schema: schema).record(raw.value)
        plain = Self.plain(record, layout)
      } catch { return nil }
    }
    return plain
  }

  private static func plain(_ record: Record, _ layout: ColumnLayout) -> OracleRow.Plain {
    OracleRow.Plain(
      id: record.request.id,
      values: layout.paths.map { path in
        path.names.reduce(Optional(JSONValue.object(record.request.document))) { $0?[name: $1] }
      },
      time: record.request.time, decidedAt: record.decidedAt,
      wait: record.humanDecisionSeconds ?? RowGroup.noWait, fate: RecordFate(record.outcome))
  }
}

extension JSONValue {
  fileprivate subscript(name name: String) -> JSONValue? { self[name] }
}
