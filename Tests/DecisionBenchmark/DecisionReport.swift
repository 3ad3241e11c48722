import BenchmarkSupport
import Foundation
import PolicyCore

/// What one record takes in each stage, for people and for programs.
struct DecisionReport: Encodable {
  private let rules: Int
  private let records: Int
  private let rounds: Int
  /// Processor time of one record: the median of the rounds.
  private let nanoseconds: [DecisionStage: Double]
  /// What a stage came to, over all records: equal decisions have equal counts.
  private let counts: [DecisionStage: Int]

  /// Measures every stage; the rounds of all stages take turns, so that a busy moment is not that of
  /// one stage only.
  init(_ workload: DecisionWorkload, rounds: Int) throws {
    var durations: [DecisionStage: [Duration]] = [:]
    var counts: [DecisionStage: Int] = [:]
    for _ in 0..<rounds {
      for stage in DecisionStage.allCases {
        let start = processorTime
        let count = try workload.run(stage)
        durations[stage, default: []].append(processorTime - start)
        guard counts.updateValue(count, forKey: stage) ?? count == count else {
          throw UnusableInput("two rounds of `\(stage.words)` came to different results")
        }
      }
    }
    guard counts[.verify] == 0 else { throw UnusableInput("a record of its own does not verify") }
    let records = workload.lines.count
    rules = workload.input.policy.rules.count
    self.records = records
    self.rounds = rounds
    self.counts = counts
    nanoseconds = durations.mapValues { $0.medianSeconds / Double(records) * 1e9 }
  }

  /// One JSON object.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// A line for each stage.
  func text() -> String {
    let head =
      "\(rules) rules over \(records) records, processor time of one thread, "
      + "median of \(rounds) rounds"
    let lines = DecisionStage.allCases.map { stage in
      let time = nanoseconds[stage, default: 0]
      return String(format: "%10.0f ns %10.0f/s  ", time, 1e9 / max(time, 1)) + stage.words
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }
}
