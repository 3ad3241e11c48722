/// What the checker knows of the names that a condition can use.
package struct TypeEnvironment: Sendable {
  /// By name, possibly qualified (`a.b`).
  package var variables: [String: DeclaredType]
  /// Besides those of the language and its libraries, by name; operators by how they are written.
  package var functions: [String: [Overload]]
  /// The namespace in which names are resolved first (CEL spec, "Name Resolution").
  package var container: String
  /// Variables that stand for objects that may be absent: none of their fields need be there.
  package var optionalVariables: Set<String>

  /// Declares names.
  package init(
    variables: [String: DeclaredType] = [:], functions: [String: [Overload]] = [:],
    container: String = "", optionalVariables: Set<String> = []
  ) {
    self.variables = variables
    self.functions = functions
    self.container = container
    self.optionalVariables = optionalVariables
  }
}

extension TypeEnvironment {
  /// Equality of numbers of different types, which the language declares for `dyn` only: a number of
  /// JSON is a double, and people write `score == 3`.
  package static let comparisonsOfNumbers: [String: [Overload]] = {
    let numbers: [DeclaredType] = [.int, .uint, .double]
    let pairs = numbers.flatMap { left in numbers.filter { $0 != left }.map { (left, $0) } }
    let equality = pairs.map { Overload([$0, $1], .bool) }
    return [
      BinaryOperator.equal.rawValue: equality, BinaryOperator.notEqual.rawValue: equality,
      BinaryOperator.membership.rawValue: pairs.map { Overload([$0, .list($1)], .bool) },
    ]
  }()
}

/// One way to call a function.
package struct Overload: Sendable, Hashable {
  /// The receiver first.
  package let parameters: [DeclaredType]
  package let result: DeclaredType
  package let style: Function.Style

  /// Declares one way to call a function; `.parameter` stands for a type chosen at each call.
  package init(
    _ parameters: [DeclaredType], _ result: DeclaredType, style: Function.Style = .global
  ) {
    self.parameters = parameters
    self.result = result
    self.style = style
  }
}

/// What the checker found out.
package struct CheckedTypes: Sendable {
  /// The type of each expression; macros' variables, too.
  package let types: [Syntax.NodeID: DeclaredType]
  /// The type of the condition as a whole.
  package let result: DeclaredType
  /// In the order in which they were found.
  package let problems: [Problem]
}
