import Foundation
import History
import PolicyCore

/// One reading of a whole history, its digest included.
struct Ingest {
  /// By the clock.
  let seconds: Double
  /// Of all cores.
  let processorSeconds: Double
  private(set) var rowCount = 0
  private(set) var oddCount = 0

  /// Reads everything once.
  /// - Throws: `HistoryError`.
  init(of sources: [HistorySource], _ mode: Mode) async throws {
    let (start, processor) = (Self.time(CLOCK_MONOTONIC), Self.time(CLOCK_PROCESS_CPUTIME_ID))
    if let walkers = mode.walkers {
      (rowCount, oddCount) = try await Self.columns(sources, walkers)
    } else {
      rowCount = try Self.scalar(sources)
    }
    seconds = Self.time(CLOCK_MONOTONIC) - start
    processorSeconds = Self.time(CLOCK_PROCESS_CPUTIME_ID) - processor
  }

  /// What people read.
  func line(_ mode: Mode) -> String {
    let name = mode.walkers.map { "columns, \($0) walkers" } ?? "HistoryReader alone"
    return String(
      format: "%-24@ %9.0f records/s  %9.0f records a processor second  %d records, %d odd",
      name as NSString, Double(rowCount) / seconds, Double(rowCount) / processorSeconds, rowCount,
      oddCount)
  }

  private static func columns(_ sources: [HistorySource], _ walkers: Int) async throws -> (Int, Int)
  {
    var settings = ColumnSettings()
    settings.parallelism = walkers
    let reader = ColumnReader(
      sources: sources, layout: .benchmark, schemas: [.benchmark, .benchmark], settings: settings)
    let (counts, _) = try await reader.read { groups in
      var (rows, odd) = (0, 0)
      while let group = try await groups.next() {
        rows += group.rowCount
        odd += group.oddRows.reduce(0) { $0 + $1.nonzeroBitCount }
      }
      return (rows, odd)
    }
    return counts
  }

  private static func scalar(_ sources: [HistorySource]) throws -> Int {
    var reader = HistoryReader(sources: sources)
    var rows = 0
    while try reader.next() != nil { rows += 1 }
    _ = try reader.finish()
    return rows
  }

  private static func time(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension ColumnLayout {
  /// The fields that the 50 rules of policy.py read.
  static let benchmark = ColumnLayout(
    [
      "subject.type", "subject.department", "subject.title", "subject.tenure_days",
      "subject.groups", "action.name", "resource.system", "resource.environment",
      "resource.sensitivity", "entitlement.role", "entitlement.privileged",
      "context.duration_hours", "context.device_trusted", "context.emergency",
      "context.risk_score",
    ].map { FieldPath($0.split(separator: ".").map(String.init)) })
}

extension RequestSchema {
  /// What gen.py writes, as `.ci/condition_workload.py` declares it.
  static let benchmark = RequestSchema(
    .record([
      "subject": .record([
        "id": .text, "type": .choice(["human", "workload", "agent"]), "department": .text,
        "title": .text, "manager": .text, "tenure_days": .whole, "groups": .texts,
      ]),
      "action": .record(["name": .choice(["grant", "revoke", "restore", "downgrade"])]),
      "resource": .record([
        "id": .text, "system": .text, "environment": .choice(["prod", "staging", "dev"]),
        "sensitivity": .choice(["low", "medium", "high", "critical"]), "owner": .text,
      ]),
      "entitlement": .record(["role": .text, "privileged": .truth]),
      "context": .record([
        "ticket": .text, "justification": .text, "duration_hours": .whole, "device_trusted": .truth,
        "emergency": .truth, "risk_score": .whole,
      ]),
    ]), digest: "benchmark")
}

extension SchemaNode {
  fileprivate static let text = SchemaNode(types: [.string])
  fileprivate static let whole = SchemaNode(types: [.integer])
  fileprivate static let truth = SchemaNode(types: [.boolean])

  fileprivate static var texts: SchemaNode {
    var node = SchemaNode(types: [.array])
    node.items = [text]
    return node
  }

  fileprivate static func choice(_ words: [String]) -> SchemaNode {
    var node = text
    node.enumeration = words.map { .string($0) }
    return node
  }

  fileprivate static func record(_ fields: [String: SchemaNode]) -> SchemaNode {
    SchemaNode(types: [.object], properties: fields, required: Set(fields.keys))
  }
}
