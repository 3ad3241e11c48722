package import DecisionLog
import PolicyCore

/// A proof as `precedent.log-proof/v1`; the schema is `PublishedSchemas.logProof`.
package struct LogProofJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.log-proof/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ proof: LogProof) -> String {
    var document: JSONObject = [
      "schema": .string(Self.schemaName), "origin": .string(proof.origin),
      "size": .integer(Int64(proof.size)), "root": .string(proof.root.hexadecimal),
    ]
    switch proof.claim {
    case .entry(let index, let leaf):
      document["entry"] = .object([
        "index": .integer(Int64(index)), "leaf": .string(leaf.hexadecimal),
      ])
    case .growth(let size, let root):
      document["growth"] = .object([
        "fromSize": .integer(Int64(size)), "fromRoot": .string(root.hexadecimal),
      ])
    }
    document["hashes"] = .array(proof.hashes.map { .string($0.hexadecimal) })
    return JSONReport.text(.object(document))
  }
}
