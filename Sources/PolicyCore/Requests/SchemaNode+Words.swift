import CEL

extension SchemaNode {
  /// The types as a sentence has them: `text`, `a whole number or null`.
  var expectedTypes: String {
    JSONType.allCases.filter { types.contains($0) }.map(\.words).joined(separator: " or ")
  }
}

extension SchemaNode.JSONType {
  /// Whether a value is of this type; a whole number is an integer and a number (Core §4.2.3).
  func admits(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.integer, .integer), (.number, .integer),
      (.number, .double), (.string, .string), (.array, .array), (.object, .object):
      true
    default: false
    }
  }

  var words: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension ClosedRange<Int> {
  /// Such as `at least 1`, `at most 64`, `1 to 64`.
  var words: String {
    switch (lowerBound, upperBound) {
    case (_, Int.max): "at least \(lowerBound)"
    case (0, _): "at most \(upperBound)"
    default: "\(lowerBound) to \(upperBound)"
    }
  }
}

extension JSONValue {
  /// Equality of JSON Schema (Core §4.2.2): members in any order, texts by their bytes.
  func isSame(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.string(let left), .string(let right)): left.hasSameUTF8(as: right)
    case (.integer(let left), .integer(let right)): left == right
    default: canonicalBytes == other.canonicalBytes
    }
  }
}
