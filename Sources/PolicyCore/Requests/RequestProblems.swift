/// The first problems of a document, and how many more there are.
///
/// A document can be wrong in a million places, each with a long path; naming a few is enough.
struct RequestProblems {
  /// So many are shown.
  static let greatestCount = 32

  private(set) var shown: [InvalidRequest.Problem]
  private(set) var notShown: Int

  /// - Parameter shown: not more than can be.
  init(_ shown: [InvalidRequest.Problem] = [], notShown: Int = 0) {
    self.shown = shown
    self.notShown = notShown
  }

  var isEmpty: Bool { shown.isEmpty }

  /// - Parameter path: made only if it is shown.
  mutating func report(_ path: @autoclosure () -> String, _ reason: InvalidRequest.Reason) {
    if shown.count < Self.greatestCount {
      shown.append(.init(path: path(), reason: reason))
    } else {
      notShown += 1
    }
  }

  static func + (left: RequestProblems, right: RequestProblems) -> RequestProblems {
    var sum = left
    for problem in right.shown { sum.report(problem.path, problem.reason) }
    sum.notShown += right.notShown
    return sum
  }

  /// - Throws: what was reported, if anything was.
  func check() throws(InvalidRequest) {
    guard isEmpty else { throw InvalidRequest(problems: shown, notShown: notShown) }
  }
}
