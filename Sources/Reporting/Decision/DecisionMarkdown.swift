package import PolicyCore

/// A decision as a comment: at most 60,000 bytes, status and tier first.
///
/// People, rules and the resource are named by their ids; what else the request says is shown only
/// where values may be.
package struct DecisionMarkdown: Sendable {
  private let values: ReportValues

  /// Makes a renderer that shows or hides the values of requests.
  package init(values: ReportValues = .hide) { self.values = values }

  /// - Parameters:
  ///   - request: in normal form.
  ///   - explanation: one paragraph in plain English, which contains values of the request; empty
  ///     for none.
  ///   - stamp: names and values, such as `commit` and its id, in the order to show.
  package func render(
    _ decision: Decision, requestID: String, request: JSONObject, explanation: String,
    stamp: [(String, String)]
  ) -> String {
    let outline = DecisionOutline(decision: decision, requestID: requestID)
    var page = MarkdownPage()
    page.verdict(outline.sentence)
    if values == .show, !explanation.isEmpty { page.paragraph(Phrase(sentence: explanation)) }
    let open = [
      outline.rules, outline.errors, outline.requirements, outline.evidence, outline.conditions,
      outline.terms, DecisionOutline.stamp(stamp),
    ]
    page.open(open.compactMap { $0 })
    let asked = values == .show ? Section("Request", [.document(request)]) : nil
    page.folded([outline.discounted, asked].compactMap { $0 })
    return page.text
  }
}
