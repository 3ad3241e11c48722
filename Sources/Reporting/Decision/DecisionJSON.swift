package import PolicyCore

/// The record of a decision as JSON that is safe to show; its members are DecisionLog's.
package struct DecisionJSON: Sendable {
  package init() {}

  package func render(_ record: JSONObject) -> String { JSONReport.text(.object(record)) }
}
