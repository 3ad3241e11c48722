import CEL
import History
import PolicyCore

@testable import Impact

/// Replays a case record by record and from columns, and holds both reports together.
struct EqualityRun {
  let input: EqualityCase

  private var terms: Simulation.Terms {
    Simulation.Terms(
      from: .old, to: .new, policyAt: input.policyAtDay.flatMap(Self.noon),
      now: input.nowDay.flatMap(Self.noon))
  }

  private static func noon(ofDay day: Int) -> Timestamp? {
    Timestamp.parse("2026-03-0\(day)T12:00:00Z")
  }

  /// What the reports say differently, by the names of their parts; nothing where they are the same.
  func differences(of lines: [String]) async throws -> [String] {
    let expected = try await simulate(input.before, input.after, lines, terms: terms)
    let simulation = Simulation(before: input.before, after: input.after, terms: terms)
    var settings = ColumnSettings()
    settings.parallelism = 2
    settings.rowsPerGroup = input.rowsPerGroup
    settings.pieceByteCount = 1 << 12
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    let found = try await simulation.run(
      over: [.bytes(bytes, name: "h.ndjson")], settings: settings, progress: .none)
    if found == expected { return [] }
    let parts = zip(Mirror(reflecting: expected).children, Mirror(reflecting: found).children)
    let unlike = parts.filter { String(reflecting: $0.value) != String(reflecting: $1.value) }
    return unlike.isEmpty ? ["something"] : unlike.map { $0.0.label ?? "?" }
  }

  /// Nil where both replays say the same; else the least history with which they do not.
  func failure() async throws -> String? {
    guard try await !differences(of: input.lines).isEmpty else { return nil }
    let lines = try await smallest()
    let parts = try await differences(of: lines).joined(separator: ", ")
    return """
      seed \(input.seed): the replays differ in \(parts)
      records:
      \(lines.joined(separator: "\n"))
      before:
      \(input.beforeText.summary)
      after:
      \(input.afterText.summary)
      policyAt day \(input.policyAtDay ?? 0), now day \(input.nowDay ?? 0)
      """
  }

  /// Leaves out parts of the lines, larger ones first, as long as the replays differ.
  private func smallest() async throws -> [String] {
    var lines = input.lines
    var size = max(lines.count / 2, 1)
    while true {
      var start = 0
      while start < lines.count {
        var fewer = lines
        fewer.removeSubrange(start..<min(start + size, lines.count))
        if try await differences(of: fewer).isEmpty { start += size } else { lines = fewer }
      }
      if size == 1 { return lines }
      size /= 2
    }
  }
}

extension PolicyText {
  /// All of its files.
  fileprivate var summary: String {
    ([schema ?? "", settings] + gates + invariants + rules + [exceptions, delegations, directory])
      .joined(separator: "\n")
  }
}
