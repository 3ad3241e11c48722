import CEL

// Texts as arrays of code points (cel-go, ext/README.md, "Strings").

extension Oracle {
  private typealias Text = [Unicode.Scalar]

  static let badIndex = Failure(kind: .indexOutOfRange)

  static func textResult(
    _ name: String, _ text: [Unicode.Scalar], _ values: [Value]
  ) throws(Failure) -> Value {
    var texts: [Text] = []
    var numbers: [Int64] = []
    for value in values {
      switch value {
      case .string(let argument) where numbers.isEmpty: texts.append(scalars(argument))
      case .int(let number): numbers.append(number)
      default: throw noOverload
      }
    }
    switch (texts.count, numbers.count) {
    case (0, 0): return try plain(name, text)
    case (0, _): return try part(name, text, numbers)
    case (1, _): return try searched(name, text, texts[0], numbers)
    case (2, _) where name == "replace":
      return .string(Self.text(replaced(text, texts[0], texts[1], try limit(numbers))))
    default: throw noOverload
    }
  }

  private static func plain(_ name: String, _ text: Text) throws(Failure) -> Value {
    switch name {
    case "lowerAscii":
      return .string(Self.text(text.map { ("A"..."Z").contains($0) ? shifted($0, 32) : $0 }))
    case "upperAscii":
      return .string(Self.text(text.map { ("a"..."z").contains($0) ? shifted($0, -32) : $0 }))
    case "reverse": return .string(Self.text(text.reversed()))
    case "trim":
      var rest = text[...]
      while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
      while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
      return .string(Self.text(rest))
    default: throw noOverload
    }
  }

  private static func shifted(_ scalar: Unicode.Scalar, _ distance: Int) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(Int(scalar.value) + distance))
  }

  private static func part(
    _ name: String, _ text: Text, _ numbers: [Int64]
  ) throws(Failure) -> Value {
    let count = Int64(text.count)
    switch (name, numbers.count) {
    case ("charAt", 1):
      guard numbers[0] >= 0, numbers[0] <= count else { throw badIndex }
      return .string(Self.text(text.dropFirst(Int(numbers[0])).prefix(1)))
    case ("substring", 1), ("substring", 2):
      let end = numbers.count == 2 ? numbers[1] : count
      guard numbers[0] >= 0, numbers[0] <= count, end >= 0, end <= count, numbers[0] <= end
      else { throw badIndex }
      return .string(Self.text(text[Int(numbers[0])..<Int(end)]))
    default: throw noOverload
    }
  }

  private static func searched(
    _ name: String, _ text: Text, _ part: Text, _ numbers: [Int64]
  ) throws(Failure) -> Value {
    let places = places(of: part, in: text)
    switch (name, numbers.count) {
    case ("contains", 0): return .bool(!places.isEmpty)
    case ("startsWith", 0): return .bool(places.contains(0))
    case ("endsWith", 0): return .bool(places.contains(text.count - part.count))
    case ("indexOf", 0): return .int(Int64(places.first ?? -1))
    case ("lastIndexOf", 0): return .int(Int64(places.last ?? -1))
    case ("indexOf", 1), ("lastIndexOf", 1):
      let start = numbers[0]
      guard start >= 0, start <= Int64(text.count) else { throw badIndex }
      let found =
        name == "indexOf"
        ? places.first { $0 >= Int(start) } : places.last { $0 <= Int(start) }
      return .int(Int64(found ?? -1))
    case ("split", _):
      return .list(split(text, part, try limit(numbers)).map { .string(Self.text($0)) })
    default: throw noOverload
    }
  }

  /// Every place at which a part stands, overlapping ones included.
  private static func places(of part: Text, in text: Text) -> [Int] {
    guard part.count <= text.count else { return [] }
    return (0...(text.count - part.count)).filter { text[$0...].starts(with: part) }
  }

  /// Nil for no limit.
  private static func limit(_ numbers: [Int64]) throws(Failure) -> Int? {
    guard numbers.count <= 1 else { throw noOverload }
    return numbers.first.flatMap { $0 < 0 ? nil : Int($0) }
  }

  private static func replaced(
    _ text: Text, _ old: Text, _ new: Text, _ limit: Int?
  ) -> Text {
    var result: Text = []
    var place = 0
    var left = limit ?? Int.max
    while place <= text.count {
      let isFound = left > 0 && text[place...].starts(with: old)
      if isFound {
        result += new
        left -= 1
        place += old.count
      }
      if !isFound || old.isEmpty {
        if place < text.count { result.append(text[place]) }
        place += 1
      }
    }
    return result
  }

  private static func split(_ text: Text, _ separator: Text, _ limit: Int?) -> [Text] {
    var parts: [Text] = []
    var rest = text
    var left = limit ?? Int.max
    if left == 0 { return [] }
    while left > 1, !(separator.isEmpty && rest.count <= 1) {
      // Between code points where the separator is empty.
      let place = separator.isEmpty ? 1 : places(of: separator, in: rest).first
      guard let place else { break }
      parts.append(Array(rest[..<place]))
      rest = Array(rest[(place + separator.count)...])
      left -= 1
    }
    return separator.isEmpty && rest.isEmpty ? parts : parts + [rest]
  }

  static func joined(_ list: [Value], _ values: [Value]) throws(Failure) -> String {
    guard values.count <= 1 else { throw noOverload }
    var separator = ""
    if let value = values.first {
      guard case .string(let text) = value else { throw noOverload }
      separator = text
    }
    var texts: [String] = []
    for element in list {
      guard case .string(let text) = element else { throw noOverload }
      texts.append(text)
    }
    return texts.joined(separator: separator)
  }
}
