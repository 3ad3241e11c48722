import CEL
import Diagnostics
import PolicyCore

/// Writes JSON reports.
enum JSONReport {
  /// JSON for people and programs, safe to show on a terminal.
  ///
  /// What a reader cannot see is escaped as `\u202E`: another way to write the same strings
  /// (RFC 8259, section 7). Outside of strings JSON has only ASCII.
  static func text(_ document: JSONValue) -> String { shown(document.prettyText) }

  /// The same on one line, with a line break at its end.
  static func line(_ document: JSONValue) -> String { shown(document.lineText + "\n") }

  private static func shown(_ json: String) -> String {
    var text = ""
    var previous: Unicode.Scalar = "\n"
    for scalar in json.unicodeScalars {
      // Logs of CI take `##[` anywhere in a line for a command.
      let couldEndCommandSign = scalar == "#" && previous == "#"
      if scalar != "\n", scalar.isHidden || couldEndCommandSign {
        text += escape(scalar)
      } else {
        text.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return text
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar)?.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    .joined() ?? ""
  }
}

extension JSONValue {
  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func instant(_ instant: Timestamp?) -> JSONValue { .text(instant?.description) }

  static func texts(_ texts: some Sequence<String>) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  static func ids(_ ids: some Sequence<ID>) -> JSONValue { .texts(ids.map(\.text)) }

  /// A rate with two decimals; more would only look exact.
  static func rate(_ rate: Double?) -> JSONValue {
    guard let rate, rate.isFinite else { return .null }
    return .double((rate * 100).rounded() / 100)
  }

  /// Every case of an enumeration with its count, zeros too.
  static func counts<Key: CaseIterable & Hashable & RawRepresentable<String>>(
    _ counts: [Key: Int]
  ) -> JSONValue {
    .object(JSONObject(Key.allCases.map { .init($0.rawValue, .count(counts[$0] ?? 0)) }))
  }
}
