/// What one place of a schema says of values, ready to be asked often.
package struct SchemaCheck: Sendable {
  private let plan: SchemaPlan

  /// The check of a place.
  package init(_ node: SchemaNode) { plan = SchemaPlan(node) }

  /// Whether a value of the normal form of a request holds there.
  /// - Complexity: O(size of the value).
  package func admits(_ value: JSONValue) -> Bool {
    var validation = SchemaValidation()
    _ = validation.read(value, as: plan)
    return validation.problems.isEmpty
  }
}

extension JSONObject {
  /// The normal form of a request, approvals and outcome aside; nil for what has none.
  package var normalForm: JSONObject? {
    var form = NormalForm()
    let object = form.make(of: self)
    return form.problems.isEmpty ? object : nil
  }
}
