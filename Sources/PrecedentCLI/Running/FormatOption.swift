import ArgumentParser

/// The form of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, markdown
}

/// What may be shown beyond ids.
enum ShownPart: String, ExpressibleByArgument, CaseIterable, Sendable { case values }
