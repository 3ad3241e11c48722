import Diagnostics
package import Trials

/// A run of tests as JUnit XML, which CI systems show: one suite for each test.
package struct TestJUnit: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ run: TestRun) -> String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="precedent" tests="\#(run.results.count)" failures="\#(run.failed.count)">"#,
    ]
    for suite in suites(of: run) {
      let failures = suite.count { !$0.hasPassed }
      lines.append(
        #"  <testsuite name="\#(XMLText.attribute(suite[0].test))" tests="\#(suite.count)" "#
          + #"failures="\#(failures)">"#)
      lines += suite.flatMap(lines(of:))
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>", ""]).joined(separator: "\n")
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
