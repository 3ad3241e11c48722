import CEL
import History
import PolicyCore
import Testing

@testable import Impact

/// Row groups made record by record, by the readers that decide: slow and obvious.
struct SlowRowGroups {
  private let layout: ColumnLayout
  private let readers: [RecordReader]
  private var values: [[JSONValue?]]

  init(layout: ColumnLayout, schemas: [RequestSchema]) {
    self.layout = layout
    readers = schemas.map { RecordReader(schema: $0) }
    values = layout.paths.map { _ in [nil] }
  }

  /// All records of a history, so many to a group.
  mutating func groups(_ lines: [String], rowsPerGroup: Int) throws -> [RowGroup] {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    var reader = HistoryReader(sources: [.bytes(bytes, name: "h.ndjson")])
    var groups: [RowGroup] = []
    while true {
      let items = try reader.nextBatch(of: rowsPerGroup)
      if items.isEmpty { return groups }
      groups.append(try group(items))
    }
  }

  private mutating func group(_ items: [HistoryItem]) throws -> RowGroup {
    let records = items.map(record)
    let epoch = try #require(Timestamp.parse("1970-01-01T00:00:00Z"))
    var columns: [CodedColumn] = []
    for (index, path) in layout.paths.enumerated() {
      let codes = records.map { record in
        record.map { code(of: $0.request.document.value(at: path), index) } ?? 0
      }
      columns.append(CodedColumn(codes: codes, values: values[index], family: 1))
    }
    return RowGroup(
      columns: columns, times: records.map { $0?.request.time ?? epoch },
      decidedAt: records.map { $0?.decidedAt ?? epoch },
      waits: records.map { $0?.humanDecisionSeconds ?? RowGroup.noWait },
      fates: records.map { RecordFate($0?.outcome) }, isOdd: records.map { $0 == nil },
      items: KeptItems(items: items))
  }

  /// Nil where not every schema accepts it.
  private func record(_ item: HistoryItem) -> Record? {
    guard case .record(let raw) = item else { return nil }
    let read = readers.map { reader in
      Result { () throws(InvalidRequest) in try reader.record(raw.value) }
    }
    let accepted = read.compactMap { try? $0.get() }
    return accepted.count == readers.count ? accepted.last : nil
  }

  private mutating func code(of value: JSONValue?, _ column: Int) -> UInt32 {
    guard let value else { return 0 }
    if let known = values[column].firstIndex(of: value) { return UInt32(known) }
    values[column].append(value)
    return UInt32(values[column].count - 1)
  }
}

private struct KeptItems: RowItems {
  let items: [HistoryItem]

  func item(at row: Int) -> HistoryItem { items[row] }

  func id(at row: Int) -> String {
    guard case .record(let raw) = items[row] else { return "" }
    return raw.value["id"]?.string ?? ""
  }
}

extension JSONObject {
  fileprivate func value(at path: FieldPath) -> JSONValue? {
    path.names.reduce(Optional(JSONValue.object(self))) { $0?[$1] }
  }
}
