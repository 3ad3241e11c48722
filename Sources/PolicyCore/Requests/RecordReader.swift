import CEL

/// Reads requests and records under one schema.
package struct RecordReader: Sendable {
  /// Under which everything is read.
  package let schema: RequestSchema

  /// A reader that holds every document to one schema.
  package init(schema: RequestSchema) { self.schema = schema }

  /// Reads a recorded request with what happened to it.
  /// - Throws: every problem of the request, its approvals and its outcome.
  /// - Complexity: O(size of the document).
  package func record(_ document: JSONObject) throws(InvalidRequest) -> Record {
    var parts = RecordParts()
    let approvals = parts.approvals(document["approvals"])
    let outcome = parts.outcome(document["outcome"])
    let (document, value, problems) = read(document)
    try (problems + parts.problems).check()
    let request = try Request(document: document, value: value, schema: schema)
    return Record(request: request, approvals: approvals, outcome: outcome)
  }

  /// Reads a request; approvals and outcome are left aside.
  /// - Throws: every problem of the request.
  package func request(_ document: JSONObject) throws(InvalidRequest) -> Request {
    let (document, value, problems) = read(document)
    try problems.check()
    return try Request(document: document, value: value, schema: schema)
  }

  private func read(
    _ document: JSONObject
  ) -> (normal: JSONObject, value: Value, problems: RequestProblems) {
    var normal = NormalForm()
    let document = normal.make(of: document)
    var validation = SchemaValidation()
    let value = validation.read(document, as: schema)
    return (document, value, normal.problems + validation.problems)
  }
}
