import Diagnostics

// Every sentence about a condition that does not compile.

extension Problem {
  // MARK: - Lexis and syntax

  private static func syntax(
    _ message: String, _ span: Range<Int>, help: String? = nil
  ) -> Problem {
    Problem(code: "cel-syntax", message: message, span: span, help: help)
  }

  static func unexpectedCharacter(_ text: String, _ span: Range<Int>) -> Problem {
    let help: String? =
      switch text {
      case "=", "===": "use `==` to compare"
      case "!==": "use `!=` to compare"
      case "&": "use `&&`"
      case "|": "use `||`"
      case "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}": "use straight quotes"
      default: nil
      }
    return syntax("`\(visible(text))` is no part of the language", span, help: help)
  }

  static func unterminatedString(_ span: Range<Int>) -> Problem {
    syntax(
      "the string does not end on its line", span,
      help: "close the quote, or use three quotes for a text of several lines")
  }

  static func badEscape(_ text: String, _ span: Range<Int>) -> Problem {
    syntax(
      "`\(visible(text))` is no escape sequence", span,
      help: "write `\\\\` for a backslash, or a raw string: r\"...\"")
  }

  static func badNumber(_ text: String, _ span: Range<Int>) -> Problem {
    syntax(
      "`\(visible(text))` is no number", span,
      help: CELDuration.parse(text) != nil
        ? "a length of time is written `duration(\"\(text)\")`"
        : "digits only, such as `10`, `1.5`, `1e3` or `0x1F`; text stands in quotes")
  }

  static func numberOutOfRange(_ text: String, _ span: Range<Int>) -> Problem {
    let isWhole = text.utf8.allSatisfy { decimalDigit($0) != nil }
    return syntax(
      "`\(visible(text))` is out of range", span,
      help: isWhole ? "whole numbers go up to \(Int64.max)" : nil)
  }

  static func badQuotedName(_ span: Range<Int>) -> Problem {
    syntax(
      "the name in backticks is not complete", span,
      help: "letters, digits, `_`, `-`, `.`, `/` and spaces, then a backtick")
  }

  /// - Parameter previous: the token before it, for `not x` is only refused at the `x`.
  static func unexpectedToken(
    expecting expectation: String, found: String?, after previous: String?, _ span: Range<Int>
  ) -> Problem {
    let help: String? =
      switch found?.lowercased() {
      case "and": "use `&&`"
      case "or": "use `||`"
      case "not": "write `!(x in list)`"
      default: previous?.lowercased() == "not" ? "use `!`" : nil
      }
    let place = found.map { "`\(visible($0))`" } ?? "the end of the condition"
    return syntax("expected \(expectation), found \(place)", span, help: help)
  }

  static func reservedWord(_ name: String, _ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-reserved-word", message: "`\(name)` is a reserved word", span: span,
      help: "a field of that name is read as `x.\(name)` or `x[\"\(name)\"]`")
  }

  static func messagesNotSupported(_ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-not-supported", message: "not supported: messages", span: span,
      help: "a map is written `{\"name\": value}`, without a type before it")
  }

  // MARK: - Limits

  /// Whether the condition is too large, not wrong.
  var isLimit: Bool { code == "cel-limit" }

  private static func limit(_ message: String, _ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-limit", message: message, span: span, help: "split it into several conditions")
  }

  static func sourceTooLong(_ limit: Int) -> Problem {
    self.limit("the condition is longer than \(limit) bytes", 0..<0)
  }

  static func tooDeep(_ limit: Int, _ span: Range<Int>) -> Problem {
    self.limit("the condition is nested more than \(limit) levels deep", span)
  }

  static func tooManyNodes(_ limit: Int, _ span: Range<Int>) -> Problem {
    self.limit("the condition has more than \(limit) parts", span)
  }

  static func tooManyCalls(_ limit: Int, _ span: Range<Int>) -> Problem {
    self.limit("the condition has more than \(limit) macros and calls of functions", span)
  }

  static func tooManyPatterns(_ limit: Int, _ span: Range<Int>) -> Problem {
    self.limit("the condition has more than \(limit) regular expressions", span)
  }

  // MARK: - Names

  static func unknownName(
    _ name: String, _ span: Range<Int>, candidates: some Sequence<String>
  ) -> Problem {
    Problem(
      code: "cel-unknown-name", message: "unknown name `\(name)`", span: span,
      help: Suggestion.help(for: name, in: candidates))
  }

  static func unknownFunction(
    _ name: String, _ span: Range<Int>, candidates: some Sequence<String>
  ) -> Problem {
    // `not (x)` reads as the call of a function.
    let help =
      name.lowercased() == "not" ? "use `!`" : Suggestion.help(for: name, in: candidates)
    return Problem(
      code: "cel-unknown-function", message: "unknown function `\(visible(name))`", span: span,
      help: help)
  }

  /// The function exists, but is called the other way.
  static func wrongCallStyle(
    _ name: String, _ span: Range<Int>, style: Function.Style
  ) -> Problem {
    let form = style == .receiver ? "x.\(name)(...)" : "\(name)(...)"
    return Problem(
      code: "cel-unknown-function", message: "`\(name)` is not called like this", span: span,
      help: "write `\(form)`")
  }

  /// - Parameter usage: how it is called rightly.
  static func argumentCount(
    _ name: String, _ span: Range<Int>, expected: String, found: Int, usage: String
  ) -> Problem {
    Problem(
      code: "cel-argument-count",
      message: "`\(name)` takes \(expected), not \(found)", span: span, help: "write \(usage)")
  }

  // MARK: - Macros and constants

  static func macroVariable(_ name: String, _ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-macro", message: "`\(name)` needs a plain name as its variable", span: span,
      help: "for example `list.\(name)(x, ...)`")
  }

  static func macroArgument(_ name: String, _ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-macro", message: "`\(name)` needs a plain name as its variable", span: span,
      help: "for example `\(name)(x, value, x + x)`")
  }

  static func repeatedVariable(_ name: String, _ span: Range<Int>) -> Problem {
    Problem(code: "cel-macro", message: "both variables are named `\(name)`", span: span)
  }

  static func hasNeedsField(_ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-macro", message: "`has` needs the selection of a field", span: span,
      help: "for example `has(context.ticket)`")
  }

  static func invalidPattern(_ reason: String, _ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-invalid-pattern", message: "the regular expression is not valid: \(reason)",
      span: span, help: "patterns are those of RE2")
  }

  static func invalidConstant(_ message: String, _ span: Range<Int>, help: String) -> Problem {
    Problem(code: "cel-invalid-constant", message: message, span: span, help: help)
  }

  static func wrongType(
    _ found: ValueType, expected: ValueType, _ span: Range<Int>
  ) -> Problem {
    Problem(
      code: "cel-type", message: "expected \(expected.name), found \(found.name)", span: span,
      help: expected == .bool ? "a condition is true or false: compare the value" : nil)
  }

  static func noOverload(_ name: String, _ types: [DeclaredType], _ span: Range<Int>) -> Problem {
    let words = types.map { "\($0)" }
    let list = words.dropLast().joined(separator: ", ")
    let all = list.isEmpty ? words.joined() : "\(list) and \(words[words.count - 1])"
    return Problem(
      code: "cel-type", message: "`\(name)` does not apply to \(all.isEmpty ? "nothing" : all)",
      span: span)
  }

  static func wrongType(
    _ found: DeclaredType, expected: DeclaredType, _ span: Range<Int>
  ) -> Problem {
    Problem(
      code: "cel-type", message: "expected \(expected), found \(found)", span: span,
      help: expected == .bool ? "a condition is true or false: compare the value" : nil)
  }

  static func noFields(_ type: DeclaredType, field: String, _ span: Range<Int>) -> Problem {
    Problem(
      code: "unknown-field", message: "\(type) has no fields, so it has no `\(visible(field))`",
      span: span)
  }

  static func unknownField(_ name: String, in object: ObjectType, _ span: Range<Int>) -> Problem {
    let known = object.fields.keys.sorted { $0.precedesInUTF8($1) }
    return Problem(
      code: "unknown-field",
      message: "`\(visible(object.name))` has no field `\(visible(name))`", span: span,
      help: Suggestion.help(for: name, in: known)
        ?? "declare it in `schema/request.schema.json`, or correct the name")
  }

  static func noElements(_ type: DeclaredType, _ span: Range<Int>) -> Problem {
    Problem(
      code: "cel-type", message: "expected a list or a map, found \(type)", span: span)
  }

  static func typesTooLarge(_ span: Range<Int>) -> Problem {
    limit("the types in the condition are too large", span)
  }

  static func instantComparedWithConstant(_ name: String, _ span: Range<Int>) -> Problem {
    Problem(
      code: "now-compared-with-constant", message: "`\(name)` is compared with a constant",
      span: span, help: "use since/until")
  }

  /// Text for one line: control characters as escapes, at most forty characters.
  static func visible(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(40) {
      let isPlain = scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x60
      shown += isPlain ? String(scalar) : scalar.escaped(asASCII: true)
    }
    return shown
  }
}
