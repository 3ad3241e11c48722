import Diagnostics
package import PolicyCore

/// What is due, for people at a terminal.
package struct DueText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ list: DueList) -> String {
    let outline = DueOutline(list: list)
    var page = TextPage(palette: palette)
    page.line(outline.verdict.inked(.strong))
    if let table = outline.table { page.section(table) }
    if !outline.advice.isEmpty { page.blank() }
    for line in outline.advice { page.line(line.inked(.hint)) }
    return page.text
  }
}

/// What is due, as a comment: at most 60,000 bytes, what is overdue first.
package struct DueMarkdown: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The report, with a final line feed.
  package func render(_ list: DueList) -> String {
    let outline = DueOutline(list: list)
    var page = MarkdownPage()
    page.verdict(outline.verdict)
    page.open([outline.table].compactMap { $0 })
    return page.text
  }
}

/// What is due as `precedent.due/v1`; the schema is `PublishedSchemas.due`.
package struct DueJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.due/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ list: DueList) -> String { JSONReport.text(.object(document(list))) }

  /// The document as a value.
  package func document(_ list: DueList) -> JSONObject {
    let states = Dictionary(grouping: list.items, by: \.state).mapValues(\.count)
    return [
      "schema": .string(Self.schemaName),
      "at": .instant(list.at),
      "within": .string(list.within.text),
      "counts": .counts(states),
      "items": .array(list.items.map { .dueItem($0) }),
    ]
  }
}

extension JSONValue {
  static func dueItem(_ item: DueItem) -> JSONValue {
    .object([
      "kind": .string(item.kind.rawValue),
      "id": .string(item.id),
      "detail": .text(item.detail),
      "at": .instant(item.at),
      "state": .string(item.state.rawValue),
      "answers": .ids(item.answers),
      "file": .string(item.location.path),
      "line": .count(item.location.lineNumber),
    ])
  }
}
