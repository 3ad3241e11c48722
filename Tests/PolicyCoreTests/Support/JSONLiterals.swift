package import PolicyCore

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
  }
}

extension JSONObject {
  /// The document with some fields set, by paths such as `resource.owner`; nil takes one away.
  func setting(_ fields: KeyValuePairs<String, JSONValue?>) -> JSONObject {
    var document = self
    for (path, value) in fields {
      document.set(path.split(separator: ".").map(String.init)[...], to: value)
    }
    return document
  }

  private mutating func set(_ path: ArraySlice<String>, to value: JSONValue?) {
    guard let name = path.first else { return }
    guard path.count > 1 else {
      self[name] = value
      return
    }
    var inner = self[name]?.object ?? JSONObject()
    inner.set(path.dropFirst(), to: value)
    self[name] = .object(inner)
  }
}
