import Diagnostics
package import Trials

/// A run of tests as JUnit XML, which CI systems show: one suite for each test.
package struct TestJUnit: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ change: TestedChange) -> String {
    let run = change.run
    let problems = change.coverageProblems
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="precedent" tests="\#(run.results.count + problems.count)" "#
        + #"failures="\#(run.failed.count + problems.count)">"#,
    ]
    for suite in suites(of: run) {
      let failures = suite.count { !$0.hasPassed }
      lines.append(
        #"  <testsuite name="\#(XMLText.attribute(suite[0].test))" tests="\#(suite.count)" "#
          + #"failures="\#(failures)">"#)
      lines += suite.flatMap(lines(of:))
      lines.append("  </testsuite>")
    }
    return (lines + suite(of: problems) + ["</testsuites>", ""]).joined(separator: "\n")
  }

  /// Results of one test after another, never empty.
  private func suites(of run: TestRun) -> [[TestResult]] {
    run.results.reduce(into: [[TestResult]]()) { suites, result in
      if suites.last?.last?.test == result.test {
        suites[suites.count - 1].append(result)
      } else {
        suites.append([result])
      }
    }
  }

  /// What is not tested enough: one failed case each, as the format knows nothing else.
  private func suite(of problems: [Diagnostic]) -> [String] {
    guard !problems.isEmpty else { return [] }
    let cases = problems.flatMap { problem in
      let file = XMLText.attribute(problem.location?.path ?? "precedent.yaml")
      return [
        #"    <testcase name="\#(problem.code)" classname="\#(file)" file="\#(file)" "#
          + #"line="\#(problem.location?.lineNumber ?? 1)">"#,
        #"      <failure message="\#(XMLText.attribute(problem.message))">"#
          + XMLText.content(problem.help ?? "") + "</failure>",
        "    </testcase>",
      ]
    }
    let start =
      #"  <testsuite name="coverage" tests="\#(problems.count)" "#
      + #"failures="\#(problems.count)">"#
    return [start] + cases + ["  </testsuite>"]
  }

  private func lines(of result: TestResult) -> [String] {
    let name = XMLText.attribute(result.name ?? "case \(result.number)")
    let file = XMLText.attribute(result.location.path)
    let start =
      #"    <testcase name="\#(name)" classname="\#(file)" file="\#(file)" "#
      + #"line="\#(result.location.lineNumber)""#
    guard let diagnostic = result.diagnostic else { return [start + "/>"] }
    return [
      start + ">",
      #"      <failure message="\#(XMLText.attribute(diagnostic.message))">"#
        + XMLText.content(diagnostic.notes.joined(separator: "\n")) + "</failure>",
      "    </testcase>",
    ]
  }
}

/// Text made safe for XML 1.0: markup escaped, and what XML cannot hold shown as `\u{...}`.
private enum XMLText {
  static func attribute(_ text: String) -> String {
    content(OutsideText(text, limit: Phrase.longestSentence).line)
      .replacing("\"", with: "&quot;")
  }

  static func content(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { OutsideText(String($0), limit: Phrase.longestSentence).line }
      .joined(separator: "\n")
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
