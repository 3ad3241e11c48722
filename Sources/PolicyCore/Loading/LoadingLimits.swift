/// How much a policy repository may ask of the loader. Policies are untrusted input.
package struct LoadingLimits: Sendable, Hashable {
  /// Bytes of one YAML or JSON file. Real rule files have a few kilobytes.
  package var fileByteCount = 1_048_576
  /// Bytes of one line, more than of a condition: places are counted from the start of their line,
  /// and people read changes by lines.
  package var lineByteCount = 100_000
  /// Lists and mappings inside one another; the formats need about ten.
  package var depth = 64
  /// Scalars, lists and mappings of one file.
  package var nodeCount = 100_000
  /// Files in the folders of the policy.
  package var fileCount = 10_000
  /// Diagnostics that are kept; the rest is counted.
  package var diagnosticCount = 200

  /// The limits that policies live with.
  package static let standard = LoadingLimits()

  /// The standard limits, to be changed one by one.
  package init() {}
}
