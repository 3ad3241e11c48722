import Diagnostics

/// A string from outside, made fit to stand in one line of a report.
///
/// Everything that a reader cannot see, or that moves what he sees, becomes `\u{...}`: controls
/// with C1, escape, bidirectional and zero-width characters, line and paragraph separators, tags,
/// private use, unassigned. What is longer than the limit is cut, and what was cut is counted.
struct OutsideText {
  /// The longest string from outside that is shown whole, in Unicode scalars.
  static let longestShown = 200

  /// The part that is shown, escaped.
  let shown: String
  /// How many scalars of the original are not shown.
  let cutCount: Int

  /// - Complexity: O(scalars of the text).
  init(_ text: String, limit: Int = Self.longestShown) {
    let scalars = Array(text.unicodeScalars.prefix(limit))
    var escaped = ""
    var marks = 0
    for (index, scalar) in scalars.enumerated() {
      marks = scalar.isCombiningMark ? marks + 1 : 0
      let isPiledUp = marks > Self.longestMarkRun || marks > 0 && index == 0
      if scalar.isHidden || isPiledUp || Self.startsCommand(at: index, in: scalars) {
        escaped += Self.escape(scalar)
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    shown = escaped
    cutCount = scalars.count < limit ? 0 : text.unicodeScalars.count - limit
  }

  /// The text on one line, with what was cut counted.
  var line: String { shown + cutNotice }

  /// Such as `… (+57 characters)`; empty when nothing was cut.
  var cutNotice: String {
    cutCount == 0 ? "" : "… (+\(Words.grouped(cutCount)) character\(cutCount == 1 ? "" : "s"))"
  }

  /// `\u{202E}`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  /// Longer runs of combining marks cover the lines above and below.
  private static let longestMarkRun = 4

  /// Whether a log reader could take what starts here for a command.
  ///
  /// GitHub Actions reads lines that start with `::`, and `##[` anywhere; Azure Pipelines and
  /// TeamCity read `##vso[` and `##teamcity[`. What looks like an escape of ours is one too.
  static func startsCommand(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    let afterNext = index + 2 < scalars.count ? scalars[index + 2] : nil
    switch scalars[index] {
    case ":":
      let isAfterSpace = index == 0 || scalars[index - 1] == " "
      return next == ":" && isAfterSpace
    case "#":
      return next == "#" && (afterNext == "[" || afterNext?.properties.isAlphabetic == true)
    case "\\":
      return next == "u" && afterNext == "{"
    default:
      return false
    }
  }
}
