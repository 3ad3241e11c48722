extension SchemaNode {
  /// Whether a value of the normal form of a request holds here.
  /// - Complexity: O(size of the value).
  package func admits(_ value: JSONValue) -> Bool {
    var validation = SchemaValidation()
    _ = validation.read(value, as: self)
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
