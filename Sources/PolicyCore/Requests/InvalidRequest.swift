/// Why a document is no valid request; it names fields and reasons, never values.
package struct InvalidRequest: Error, Sendable, Hashable {
  /// The stable code of every such document.
  package static let code = "invalid-request"

  /// One thing wrong at one place.
  package struct Problem: Sendable, Hashable {
    /// Such as `context.duration`; empty for the document itself.
    package var path: String
    /// What is wrong there.
    package var reason: Reason

    /// A problem at a path with dots; an empty path is the document itself.
    package init(path: String, reason: Reason) {
      self.path = path
      self.reason = reason
    }

    /// The place and the reason as a sentence.
    package var message: String {
      path.isEmpty ? "the request \(reason.text)" : "`\(path)` \(reason.text)"
    }
  }

  /// What can be wrong.
  package enum Reason: Sendable, Hashable {
    case missing
    case wrongType(expected: String)
    case notInEnumeration
    case notAnInstant
    case notADuration
    /// Such as `at least 1`.
    case outOfBounds(String)
    /// Such as `distinct entries`.
    case wrongSize(String)
    case doesNotMatchPattern
    case undeclared
    case clashesWithProperties
    case notAllowedValue(allowed: String)

    /// What follows the place in a sentence.
    package var text: String {
      switch self {
      case .missing: "is missing"
      case .wrongType(let expected): "must be \(expected)"
      case .notInEnumeration: "is not one of the values that the schema allows"
      case .notAnInstant: "must be an RFC 3339 instant with an offset"
      case .notADuration: "must be a duration such as 8h or 1d12h"
      case .outOfBounds(let bound): "must be \(bound)"
      case .wrongSize(let size): "must have \(size)"
      case .doesNotMatchPattern: "does not match the schema's pattern"
      case .undeclared: "is not declared by the schema"
      case .clashesWithProperties: "must stand once, either beside or inside `properties`"
      case .notAllowedValue(let allowed): "must be \(allowed)"
      }
    }
  }

  /// Never empty; in the order in which they were found.
  package var problems: [Problem]
  /// How many more there are.
  package var notShown: Int

  /// Problems in the order in which they were found.
  /// - Precondition: at least one problem.
  package init(problems: [Problem], notShown: Int = 0) {
    self.problems = problems
    self.notShown = notShown
  }

  /// All problems as one line.
  package var message: String {
    let rest = notShown == 0 ? [] : ["and \(notShown) more"]
    return (problems.map(\.message) + rest).joined(separator: "; ")
  }
}
