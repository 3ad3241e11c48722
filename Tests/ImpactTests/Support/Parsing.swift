import History
import PolicyCore
import Testing

/// A record's document.
func parse(_ line: String) throws -> JSONObject {
  var reader = HistoryReader(sources: [.bytes(Array(line.utf8), name: "line")])
  guard case .record(let record) = try reader.next() else {
    Issue.record("no record: \(line)")
    return JSONObject()
  }
  return record.value
}
