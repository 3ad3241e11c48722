/// A policy version as loaded: everything `decide` needs.
///
/// A class, so that passing it on counts one reference and not one for each of its parts.
package final class Policy: Sendable {
  /// Of precedent.yaml.
  package let settings: Settings
  /// How requests are read.
  package let schema: RequestSchema
  /// Sorted by id.
  package let rules: [Rule]
  /// Sorted by id.
  package let exceptions: [PolicyException]
  /// Who is who.
  package let directory: Directory
  /// SHA-256, in hexadecimal, over precedent.yaml, schema, rules, exceptions and directory.
  package let digest: String

  /// Makes a policy from its parts.
  package init(
    settings: Settings, schema: RequestSchema, rules: [Rule],
    exceptions: [PolicyException] = [], directory: Directory, digest: String
  ) {
    self.settings = settings
    self.schema = schema
    self.rules = rules.sorted { $0.id < $1.id }
    self.exceptions = exceptions.sorted { $0.id < $1.id }
    self.directory = directory
    self.digest = digest
  }

  /// - Complexity: O(rules).
  package func rule(_ id: ID) -> Rule? { rules.first { $0.id == id } }

  /// - Complexity: O(exceptions).
  package func exception(_ id: ID) -> PolicyException? { exceptions.first { $0.id == id } }
}

extension Policy {
  /// What a version without a policy amounts to: no rule, so everything is denied.
  /// - Parameter schema: of the version it is compared with, so that the same requests are read.
  package static func empty(schema: RequestSchema) -> Policy {
    Policy(
      settings: Settings(name: "", gates: []), schema: schema, rules: [], directory: Directory(),
      digest: "")
  }
}
