package import DecisionLog
import PolicyCore

/// A review that was just appended to a log, for people at a terminal.
package struct ReviewText: Sendable {
  private static let idLength = 12

  /// Makes a renderer.
  package init() {}

  /// One line, and one more for a review that came late or replaces another.
  package func render(
    _ review: BreakGlassReview, of use: BreakGlassUse, index: Int, isLate: Bool
  ) -> String {
    var page = TextPage(palette: .plain)
    let names = Phrase(use.exceptions.map { "\($0)" }, separator: ", ")
    page.line(
      "entry \(Words.ordinal(index)): \(Words.name(review.verdict)), by \(review.by): decision "
        + "\(String(review.decision.prefix(Self.idLength))) on request \(use.requestID) by " + names
    )
    if let replaced = review.replaces {
      page.line("it counts in place of the review in entry \(Words.ordinal(replaced))")
    }
    if isLate, review.replaces == nil, let reviewBy = use.reviewBy {
      page.line("it came late: it was due by \(reviewBy)")
    }
    return page.text
  }
}
