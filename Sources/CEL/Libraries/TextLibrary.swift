/// The strings library. Places in a text are counted in code points.
enum TextLibrary {
  static func apply(
    _ function: LibraryFunction, _ arguments: [Value], _ work: inout Work
  ) throws(Fault.Reason) -> Value {
    guard case .string(let text) = arguments[0] else { throw Library.noOverload(arguments) }
    try work.allow(codePointsOf: text)
    let scalars = Array(text.unicodeScalars)
    switch function {
    case .charAt:
      let place = try place(arguments, 1, in: scalars)
      return .string(place < scalars.count ? String(scalars[place]) : "")
    case .substring: return .string(try substring(scalars, arguments))
    case .indexOf, .lastIndexOf: return .int(try index(function, scalars, arguments, &work))
    case .replace: return .string(try replace(scalars, arguments, &work))
    case .split: return .list(try split(scalars, arguments, &work))
    case .trim: return .string(makeText(trimmed(scalars[...])))
    case .reverse: return .string(makeText(scalars.reversed()))
    case .lowerAscii: return .string(text.changingASCIICase(from: "A"))
    case .upperAscii: return .string(text.changingASCIICase(from: "a"))
    case .quote: return .string(try quote(scalars, &work))
    case .join, .format, .encodeBase64, .decodeBase64, .greatest, .least, .ceil, .floor, .round,
      .trunc, .abs, .sign, .sqrt, .isNaN, .isInf, .isFinite, .bitAnd, .bitOr, .bitXor, .bitNot,
      .bitShiftLeft, .bitShiftRight, .optionalOf, .optionalOfNonZeroValue, .optionalNone,
      .optionalUnwrap, .hasValue, .value, .unwrapOptionals:
      throw Library.noOverload(arguments)
    }
  }

  /// `join`: with nothing or a text between the elements.
  static func join(_ arguments: [Value], _ work: inout Work) throws(Fault.Reason) -> String {
    guard case .list(let elements) = arguments[0] else { throw Library.noOverload(arguments) }
    let separator = arguments.count > 1 ? try text(arguments, 1) : ""
    try work.charge(elements.count)
    var joined = ""
    for (place, element) in elements.enumerated() {
      guard case .string(let text) = element else { throw .noOverload(.list, element.type) }
      let part = place == 0 ? text : separator + text
      guard joined.utf8.count + part.utf8.count <= work.limits.stringByteCount else {
        throw .sizeExceeded
      }
      try work.charge(byteCount: part.utf8.count)
      joined += part
    }
    return joined
  }

  // MARK: - Arguments

  private static func text(_ arguments: [Value], _ place: Int) throws(Fault.Reason) -> String {
    guard case .string(let text) = arguments[place] else {
      throw .noOverload(arguments[0].type, arguments[place].type)
    }
    return text
  }

  private static func number(_ arguments: [Value], _ place: Int) throws(Fault.Reason) -> Int64 {
    guard case .int(let number) = arguments[place] else {
      throw .noOverload(arguments[0].type, arguments[place].type)
    }
    return number
  }

  /// An argument that is a place in a text, or the one behind its end.
  private static func place(
    _ arguments: [Value], _ argument: Int, in scalars: [Unicode.Scalar]
  ) throws(Fault.Reason) -> Int {
    let number = try number(arguments, argument)
    guard let place = Int(exactly: number), (0...scalars.count).contains(place) else {
      throw .indexOutOfRange
    }
    return place
  }

  private static func makeText(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  // MARK: - Parts

  private static func substring(
    _ scalars: [Unicode.Scalar], _ arguments: [Value]
  ) throws(Fault.Reason) -> String {
    // Types come before places: which overload is meant is found out first.
    for argument in arguments.indices.dropFirst() { _ = try number(arguments, argument) }
    let start = try place(arguments, 1, in: scalars)
    let end = arguments.count > 2 ? try place(arguments, 2, in: scalars) : scalars.count
    guard start <= end else { throw .indexOutOfRange }
    return makeText(scalars[start..<end])
  }

  private static func index(
    _ function: LibraryFunction, _ scalars: [Unicode.Scalar], _ arguments: [Value],
    _ work: inout Work
  ) throws(Fault.Reason) -> Int64 {
    let sought = try text(arguments, 1)
    try work.chargeSearch(scalars.count, for: sought.utf8.count)
    let part = Array(sought.unicodeScalars)
    let place = arguments.count > 2 ? try place(arguments, 2, in: scalars) : nil
    let isForward = function == .indexOf
    let first = isForward ? place ?? 0 : 0
    let last = min(isForward ? .max : place ?? .max, scalars.count - part.count)
    guard first <= last else { return -1 }
    let matches = { (place: Int) in scalars[place...].starts(with: part) }
    let found =
      isForward ? (first...last).first(where: matches) : (first...last).last(where: matches)
    return Int64(found ?? -1)
  }

  private static func trimmed(
    _ scalars: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    let start = scalars.drop { $0.properties.isWhitespace }
    let end = start.lastIndex { !$0.properties.isWhitespace }
    return end.map { start[...$0] } ?? []
  }

  // MARK: - Replacing and splitting

  /// Where a part begins, from the left, without overlaps; an empty part is before every code point
  /// and at the end.
  private static func places(
    of part: [Unicode.Scalar], in scalars: [Unicode.Scalar], limit: Int
  ) -> [Int] {
    var places: [Int] = []
    var place = 0
    while places.count < limit, place + part.count <= scalars.count {
      if scalars[place...].starts(with: part) {
        places.append(place)
        place += max(part.count, 1)
      } else {
        place += 1
      }
    }
    return places
  }

  /// A number of rounds; all of them where it is negative or not given.
  private static func limit(_ arguments: [Value], _ place: Int) throws(Fault.Reason) -> Int {
    guard arguments.count > place else { return .max }
    let number = try number(arguments, place)
    return number < 0 ? .max : Int(clamping: number)
  }

  private static func replace(
    _ scalars: [Unicode.Scalar], _ arguments: [Value], _ work: inout Work
  ) throws(Fault.Reason) -> String {
    let sought = try text(arguments, 1)
    let replacement = try text(arguments, 2)
    let limit = try limit(arguments, 3)
    try work.chargeSearch(scalars.count, for: sought.utf8.count)
    let part = Array(sought.unicodeScalars)
    let places = places(of: part, in: scalars, limit: limit)
    let (growth, overflow) = places.count.multipliedReportingOverflow(by: replacement.utf8.count)
    try work.allow(stringByteCount: overflow ? .max : growth)
    var replaced = String.UnicodeScalarView()
    var end = 0
    for place in places {
      replaced.append(contentsOf: scalars[end..<place])
      replaced.append(contentsOf: replacement.unicodeScalars)
      end = place + part.count
    }
    replaced.append(contentsOf: scalars[end...])
    let text = String(replaced)
    try work.allow(stringByteCount: text.utf8.count)
    return text
  }

  private static func split(
    _ scalars: [Unicode.Scalar], _ arguments: [Value], _ work: inout Work
  ) throws(Fault.Reason) -> [Value] {
    let separator = try text(arguments, 1)
    let limit = try limit(arguments, 2)
    guard limit > 0 else { return [] }
    try work.chargeSearch(scalars.count, for: separator.utf8.count)
    let part = Array(separator.unicodeScalars)
    // Without a separator every code point is a part of its own.
    var places = places(of: part, in: scalars, limit: part.isEmpty ? .max : limit - 1)
    if part.isEmpty {
      if scalars.isEmpty { return [] }
      places = Array(places.dropFirst().dropLast().prefix(limit - 1))
    }
    try work.allow(elementCount: places.count + 1)
    var parts: [Value] = []
    var start = 0
    for place in places {
      parts.append(.string(makeText(scalars[start..<place])))
      start = place + part.count
    }
    parts.append(.string(makeText(scalars[start...])))
    return parts
  }

  // MARK: - Quoting

  private static func quote(
    _ scalars: [Unicode.Scalar], _ work: inout Work
  ) throws(Fault.Reason) -> String {
    var quoted = "\""
    for scalar in scalars {
      switch scalar.value {
      case 0x07: quoted += "\\a"
      case 0x08: quoted += "\\b"
      case 0x09: quoted += "\\t"
      case 0x0A: quoted += "\\n"
      case 0x0B: quoted += "\\v"
      case 0x0C: quoted += "\\f"
      case 0x0D: quoted += "\\r"
      case 0x22: quoted += "\\\""
      case 0x5C: quoted += "\\\\"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    quoted += "\""
    try work.allow(stringByteCount: quoted.utf8.count)
    return quoted
  }
}

extension String {
  /// The text with the letters A to Z, or a to z, in the other case.
  fileprivate func changingASCIICase(from first: Unicode.Scalar) -> String {
    let start = UInt8(ascii: first)
    return String(
      decoding: utf8.map { (start..<start + 26).contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self)
  }
}
