package import Diagnostics
package import PolicyCore

/// Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read.
package struct DiagnosticsSARIF: Sendable {
  private let root: String
  private let version: String
  private let identities: FindingIdentities

  /// Makes a renderer.
  /// - Parameter root: the folder of the policy in its repository; empty at the top.
  /// - Parameter version: of Precedent.
  /// - Parameter identities: of the policy that was checked.
  package init(
    root: String = "", version: String, identities: FindingIdentities = FindingIdentities()
  ) {
    self.root = root
    self.version = version
    self.identities = identities
  }

  /// The document, with a final line feed.
  package func render(
    _ diagnostics: [Diagnostic], suppressed: [SuppressedFinding] = []
  ) -> String {
    JSONReport.text(.object(document(diagnostics, suppressed: suppressed)))
  }

  /// One run; what is suppressed comes last.
  package func document(
    _ diagnostics: [Diagnostic], suppressed: [SuppressedFinding] = []
  ) -> JSONObject {
    let all =
      diagnostics.map { Result($0, nil) } + suppressed.map { Result($0.finding, $0.suppression) }
    let codes = Set(all.map(\.finding.code)).sorted()
    let driver: JSONObject = [
      "name": .string("precedent"), "version": .string(version),
      "rules": .array(codes.map { .object(Self.rule($0)) }),
    ]
    var seen: [String: Int] = [:]
    let results = all.map { result -> JSONValue in
      let identity = identities.identity(of: result.finding)
      let number = seen[identity, default: 0]
      seen[identity] = number + 1
      return .object(self.result(result, codes, fingerprint: "\(identity)\u{0}\(number)"))
    }
    let run: JSONObject = [
      "tool": .object(["driver": .object(driver)]),
      "columnKind": .string("unicodeCodePoints"),
      "results": .array(results),
    ]
    return [
      "$schema": .string(Self.schema), "version": .string("2.1.0"), "runs": .array([.object(run)]),
    ]
  }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private struct Result {
    let finding: Diagnostic
    let suppression: Suppression?

    init(_ finding: Diagnostic, _ suppression: Suppression?) {
      self.finding = finding
      self.suppression = suppression
    }
  }

  private static func rule(_ code: String) -> JSONObject {
    let summary = DiagnosticPages.summary(of: code)
    let page = "docs/diagnostics/\(code).md"
    let help = summary.map { "\($0) See \(page)." } ?? "See \(page)."
    var rule: JSONObject = ["id": .string(code)]
    if let summary { rule["shortDescription"] = text(summary) }
    rule["help"] = text(help)
    return rule
  }

  private func result(_ result: Result, _ codes: [String], fingerprint: String) -> JSONObject {
    let finding = result.finding
    var members: JSONObject = [
      "ruleId": .string(finding.code),
      "ruleIndex": .count(codes.firstIndex(of: finding.code) ?? 0),
      "level": .string(finding.severity.rawValue),
      "message": Self.text(Self.message(of: finding)),
    ]
    members["locations"] = .array(finding.location.map { [.object(location($0))] } ?? [])
    if !finding.labels.isEmpty {
      members["relatedLocations"] = .array(
        finding.labels.map { label in
          var place = location(label.location)
          place["message"] = Self.text(label.text)
          return .object(place)
        })
    }
    // SARIF 2.1.0, section 3.27.17: no line, so that a finding that moves stays the same.
    members["partialFingerprints"] = .object([
      "precedentFinding/v1": .string(Digest.sha256(Array(fingerprint.utf8)))
    ])
    members["suppressions"] = .array(result.suppression.map { [Self.suppression($0)] } ?? [])
    return members
  }

  private static func suppression(_ suppression: Suppression) -> JSONValue {
    .object([
      "kind": .string("inSource"), "status": .string("accepted"),
      "justification": .string("\(suppression.reason) (until \(suppression.until))"),
    ])
  }

  /// What people read beside the line: the message, then what helps.
  private static func message(of finding: Diagnostic) -> String {
    let help = finding.help.map { ["help: \($0)"] } ?? []
    return ([finding.message] + finding.notes.map { "note: \($0)" } + help)
      .joined(separator: "\n")
  }

  private func location(_ location: SourceLocation) -> JSONObject {
    var physical: JSONObject = [
      "artifactLocation": .object([
        "uri": .string(uri(location.path)), "uriBaseId": .string("%SRCROOT%"),
      ])
    ]
    if !location.isWholeFile {
      physical["region"] = .object([
        "startLine": .count(location.lineNumber),
        "startColumn": .count(location.columnNumber),
        "endColumn": .count(location.columnNumber + location.columnCount),
      ])
    }
    return ["physicalLocation": .object(physical)]
  }

  /// A relative reference: what RFC 3986 does not allow in a path is percent-encoded.
  private func uri(_ path: String) -> String {
    let whole = root.isEmpty ? path : root + "/" + path
    return whole.utf8.map { byte in
      Self.unreserved.contains(byte) ? String(UnicodeScalar(byte)) : Self.percentEncoded(byte)
    }
    .joined()
  }

  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)

  private static func percentEncoded(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
  }

  private static func text(_ text: String) -> JSONValue { .object(["text": .string(text)]) }
}
