package import PolicyCore

/// An installation of hooks as `precedent.hooks/v1`; the schema is `PublishedSchemas.hooks`.
package struct HookInstallationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.hooks/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ report: HookInstallation) -> String {
    JSONReport.text(.object(document(report)))
  }

  /// The document as a value.
  package func document(_ report: HookInstallation) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "action": .string(report.action.rawValue),
      "folder": .string(report.folder),
      "program": .text(report.program),
      "hooks": .array(
        report.hooks.map { entry in
          .object([
            "name": .string(entry.hook.rawValue), "change": .string(entry.change.rawValue),
          ])
        }),
    ]
  }
}
