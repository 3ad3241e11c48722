import Foundation
import History
import PolicyCore

@testable import Impact

/// A recorded request in a few words.
struct RecordText {
  var id: String
  var time = "2026-03-02T10:00:00Z"
  var subject = "eve"
  var action = "grant"
  var resource = "orders"
  /// More members of `resource`, such as `"owner":"data"`.
  var more = ""
  /// `alice+` approves, `alice-` denies; each ten minutes after the one before.
  var verdicts: [String] = []
  /// Such as `denied alice`.
  var outcome: String?
  /// Of the outcome, after the request.
  var minutes = 60

  var line: String {
    let more = more.isEmpty ? "" : "," + more
    var parts = [
      #""id":"\#(id)","time":"\#(time)","subject":{"id":"\#(subject)"},"action":"\#(action)""#,
      #""resource":{"id":"\#(resource)"\#(more)}"#,
    ]
    let approvals = verdicts.enumerated().map { index, verdict in
      let word = verdict.hasSuffix("+") ? "approve" : "deny"
      return
        #"{"by":"\#(verdict.dropLast())","verdict":"\#(word)","at":"\#(later(10 * (index + 1)))"}"#
    }
    if !approvals.isEmpty { parts.append(#""approvals":[\#(approvals.joined(separator: ","))]"#) }
    if let outcome {
      let words = outcome.split(separator: " ")
      let by = words.count > 1 ? #","by":"\#(words[1])""# : ""
      parts.append(#""outcome":{"status":"\#(words[0])","at":"\#(later(minutes))"\#(by)}"#)
    }
    return "{" + parts.joined(separator: ",") + "}"
  }

  private func later(_ minutes: Int) -> String {
    let format = ISO8601DateFormatter()
    return format.date(from: time).map { format.string(from: $0 + Double(minutes) * 60) } ?? "?"
  }
}

extension BlastRadius.Version {
  static let old = BlastRadius.Version(
    name: "A", commit: "a", policySHA256: "ab", hasPolicy: true)
  static let new = BlastRadius.Version(
    name: "B", commit: "b", policySHA256: "ab", hasPolicy: true)
}

func simulate(
  _ before: Policy, _ after: Policy, _ lines: [String],
  terms: Simulation.Terms = Simulation.Terms(from: .old, to: .new), parallelism: Int = 2,
  recordsPerBatch: Int = 3
) async throws -> BlastRadius {
  let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
  let reader = HistoryReader(sources: [.bytes(bytes, name: "h.ndjson")])
  return try await Simulation(before: before, after: after, terms: terms).run(
    over: reader,
    in: ReplayBatches(
      parallelism: parallelism, recordsPerBatch: recordsPerBatch, progress: .none))
}

func simulate(
  _ before: PolicyText, _ after: PolicyText, _ records: [RecordText],
  terms: Simulation.Terms = Simulation.Terms(from: .old, to: .new)
) async throws -> BlastRadius {
  try await simulate(before.load(), after.load(), records.map(\.line), terms: terms)
}

func calibrate(_ policy: Policy, _ lines: [String]) async throws -> Calibration {
  let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
  return try await Calibrator(policy: policy, version: .old).run(
    over: HistoryReader(sources: [.bytes(bytes, name: "h.ndjson")]), parallelism: 2,
    progress: .none)
}
