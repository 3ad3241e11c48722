import Diagnostics
import Foundation
import History
import PolicyCore

/// Measures how fast a history is read into the columns that the rules of `../shared/data/bench` read.
/// - Returns: 0; 2 when the input cannot be used; 64 when the arguments are wrong.
func runBenchmark(_ arguments: [String]) async -> Int32 {
  guard let history = arguments.first, let mode = Mode(arguments.dropFirst()) else {
    complain("usage: ColumnBenchmark HISTORY scalar|columns [WALKERS] [ROUNDS]")
    return 64
  }
  do {
    let sources = try HistoryFiles.expand(history)
    var rates: [Ingest] = []
    for _ in 0..<mode.rounds { rates.append(try await Ingest(of: sources, mode)) }
    let median = rates.sorted { $0.seconds < $1.seconds }[rates.count / 2]
    print(median.line(mode))
    return 0
  } catch let error as HistoryError {
    complain("error: \(error.diagnostic.message)")
  } catch {
    complain("error: \(error)")
  }
  return 2
}

/// What is measured.
struct Mode {
  /// Nil for the reader that knows no columns.
  let walkers: Int?
  /// How often.
  let rounds: Int

  /// Reads `scalar|columns [WALKERS] [ROUNDS]`.
  init?(_ arguments: ArraySlice<String>) {
    let words = Array(arguments)
    let numbers = words.dropFirst().map { Int($0) ?? 0 }
    guard let word = words.first, numbers.allSatisfy({ $0 >= 1 }) else { return nil }
    switch word {
    case "scalar": walkers = nil
    case "columns": walkers = numbers.first ?? 1
    default: return nil
    }
    rounds = numbers.count > 1 ? numbers[1] : 3
  }
}

private func complain(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}
