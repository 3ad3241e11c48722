/// A value that may be absent (`optional_type`, cel-spec proposal 246 "Optional Values").
package struct OptionalValue: Sendable {
  /// Arrays of one, since a value cannot hold itself.
  private enum Content: Sendable {
    case absent
    case present([Value])
    case failed([Fault])
  }

  private let content: Content

  /// No value.
  package static let none = OptionalValue(content: .absent)

  /// Holds a value, which may be null.
  package init(_ value: Value) { self.init(content: .present([value])) }

  /// Stands for a variable of `cel.bind` whose value could not be computed. No condition sees it:
  /// reading the variable fails. It is kept here so that evaluations without such a variable have
  /// nothing to carry.
  init(failure: Fault) { self.init(content: .failed([failure])) }

  private init(content: Content) { self.content = content }

  /// What it holds; nil where it holds nothing.
  package var value: Value? {
    guard case .present(let values) = content else { return nil }
    return values.first
  }

  /// Why there is no value.
  var failure: Fault? {
    guard case .failed(let faults) = content else { return nil }
    return faults.first
  }
}
