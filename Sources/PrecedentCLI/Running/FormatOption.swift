import ArgumentParser

/// The form of a report with all three renderers.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, markdown
}

/// The form of an answer that is not posted anywhere.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}
