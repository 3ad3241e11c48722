package import Impact
package import PolicyCore

/// A calibration as `precedent.calibration/v1`; the schema is `PublishedSchemas.calibration`.
package struct CalibrationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.calibration/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ calibration: Calibration) -> String {
    JSONReport.text(.object(document(calibration)))
  }

  /// The document as a value.
  package func document(_ calibration: Calibration) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "version": .version(calibration.version),
      "history": .history(calibration.history),
      "comparable": .count(calibration.comparable),
      "reproduced": .count(calibration.reproduced),
      "matrix": .array(calibration.cells.map { .cell($0) }),
      "mismatches": .array(calibration.mismatches.map { .mismatch($0) }),
      "notReplayed": .array(calibration.notReplayed.map { .notReplayed($0) }),
    ]
  }
}

extension JSONValue {
  fileprivate static func cell(_ cell: Calibration.Cell) -> JSONValue {
    .object([
      "recorded": .string(cell.recorded.rawValue),
      "decided": .step(cell.decided),
      "records": .count(cell.records),
      "reproduced": cell.reproduces.map { .bool($0) } ?? .null,
    ])
  }

  fileprivate static func mismatch(_ mismatch: Calibration.Mismatch) -> JSONValue {
    .object([
      "recorded": .string(mismatch.cause.recorded.rawValue),
      "decided": .step(mismatch.cause.decided),
      "rules": .ids(mismatch.cause.rules),
      "because": .string(mismatch.cause.why),
      "records": .count(mismatch.records.count),
      "first": .texts(mismatch.records.first),
    ])
  }
}
