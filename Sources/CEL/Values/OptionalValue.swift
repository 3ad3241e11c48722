/// A value that may be absent (`optional_type`, cel-spec proposal 246 "Optional Values").
package struct OptionalValue: Sendable {
  /// At most one; an array, since a value cannot hold itself.
  private let content: [Value]

  /// No value.
  package static let none = OptionalValue(content: [])

  /// Holds a value, which may be null.
  package init(_ value: Value) { self.init(content: [value]) }

  private init(content: [Value]) { self.content = content }

  /// What it holds; nil where it holds nothing.
  package var value: Value? { content.first }
}
