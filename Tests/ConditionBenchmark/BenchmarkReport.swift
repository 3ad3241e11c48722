import BenchmarkSupport
import Foundation
import PolicyCore

/// What was measured, for people and for programs.
struct BenchmarkReport: Encodable {
  private let rules: Int
  private let requests: Int
  private let rounds: Int
  /// Processor time, the median of the rounds, like every figure below.
  private let secondsPerRound: Double
  private let requestsPerSecond: Double
  private let conditionsPerSecond: Double
  private let nanosecondsPerCondition: Double
  /// Requests for which the condition is true, by the rule's id.
  private let matches: [String: Int]
  /// Requests for which the condition has no value, by the rule's id.
  private let errors: [String: Int]

  /// Works out the figures.
  init(_ measurement: Measurement, of workload: Workload) {
    rules = workload.rules.count
    requests = workload.requests.count
    rounds = measurement.durations.count
    let median = measurement.durations.medianSeconds
    let conditions = Double(rules * requests)
    secondsPerRound = median
    requestsPerSecond = Double(requests) / median
    conditionsPerSecond = conditions / median
    nanosecondsPerCondition = median / conditions * 1e9
    let ids = workload.rules.map(\.id.text)
    matches = Dictionary(uniqueKeysWithValues: zip(ids, measurement.counts.matches))
    errors = Dictionary(uniqueKeysWithValues: zip(ids, measurement.counts.errors))
  }

  /// One JSON object.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// A line for each figure, then one for each rule.
  func text() -> String {
    let figures = [
      "\(rules) conditions over \(requests) requests, processor time of one thread, "
        + "median of \(rounds) rounds",
      line("requests/s", requestsPerSecond, "%.0f"),
      line("conditions/s", conditionsPerSecond, "%.0f"),
      line("ns per condition", nanosecondsPerCondition, "%.1f"),
    ]
    let perRule = matches.keys.sorted().map { id in
      let count = errors[id, default: 0]
      return "  \(id): \(matches[id, default: 0]) matches" + (count > 0 ? ", \(count) errors" : "")
    }
    return (figures + perRule).joined(separator: "\n") + "\n"
  }

  private func line(_ name: String, _ figure: Double, _ format: String) -> String {
    let number = String(format: format, figure)
    let width = 12
    return String(repeating: " ", count: max(width - number.count, 0)) + number + "  " + name
  }
}
