import CEL
import DecisionLog
import Foundation
import History
import PolicyCore

/// Measures a log by itself, with decisions that are ready-made: `LogBenchmark RECORDS FOLDER [ENTRIES]`,
/// where RECORDS is NDJSON of stamped decisions and FOLDER is on the disk that is measured.
func runLogBenchmark(_ arguments: [String]) async -> Int32 {
  guard arguments.count >= 2 else {
    print("usage: LogBenchmark RECORDS FOLDER [ENTRIES]")
    return 64
  }
  do {
    let entries = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 100_000
    let benchmark = LogBenchmark(
      records: try readRecords(at: arguments[0]), folder: arguments[1], openedEntries: entries)
    try await benchmark.run()
    return 0
  } catch {
    print("LogBenchmark: \(error)")
    return 1
  }
}

private func readRecords(at path: String) throws -> [JSONObject] {
  let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
  return try bytes.split(separator: 0x0A).map { line in
    guard case .object(let record) = try JSONReader.read(Array(line)) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return record
  }
}
