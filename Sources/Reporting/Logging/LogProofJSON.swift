package import DecisionLog
import PolicyCore

/// A proof as `precedent.log-proof/v1`; the schema is `PublishedSchemas.logProof`.
package struct LogProofJSON: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ proof: LogProof) -> String {
    var document: JSONObject = [
      "schema": .string(LogProof.schema), "origin": .string(proof.origin),
      "size": .integer(Int64(proof.size)), "root": .string(proof.root.hexadecimal),
    ]
    switch proof.claim {
    case .entry(let index, let leaf):
      var entry: JSONObject = [
        "index": .integer(Int64(index)), "leaf": .string(leaf.hexadecimal),
      ]
      entry["content"] = proof.entry.map { .object($0.json) }
      document["entry"] = .object(entry)
    case .growth(let size, let root):
      document["growth"] = .object([
        "fromSize": .integer(Int64(size)), "fromRoot": .string(root.hexadecimal),
      ])
    }
    document["hashes"] = .array(proof.hashes.map { .string($0.hexadecimal) })
    return JSONReport.text(.object(document))
  }
}
