package import PolicyCore

/// The record of a decision as JSON that is safe to show; its members are DecisionLog's.
package struct DecisionJSON: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ record: JSONObject) -> String { JSONReport.text(.object(record)) }
}
