/// The types of the operators and functions of the language and its libraries (CEL spec, "List of
/// Standard Definitions"; `ext/README.md` of cel-go). Operators go by how they are written.
enum StandardOverloads {
  static let byName: [String: [Overload]] =
    operators.merging(functions) { first, _ in first }.merging(libraries) { $0 + $1 }

  static let index = "[]"
  static let optionalIndex = "[?]"
  static let conditional = "?:"
  /// The minus before one value.
  static let negate = "-x"

  private static let a = DeclaredType.parameter("A")
  private static let b = DeclaredType.parameter("B")
  private static let mapAB = DeclaredType.map(key: a, value: b)
  private static let numbers: [DeclaredType] = [.int, .uint, .double]

  // MARK: - Operators

  private static var operators: [String: [Overload]] {
    let ordered = orderedPairs.map { Overload([$0, $1], .bool) }
    let equality = [Overload([a, a], .bool)]
    let plain = numbers.map { Overload([$0, $0], $0) }
    return [
      "==": equality, "!=": equality,
      "<": ordered, "<=": ordered, ">": ordered, ">=": ordered,
      "in": [Overload([a, .list(a)], .bool), Overload([a, mapAB], .bool)],
      "+": plain + additions, "-": plain + subtractions, "*": plain, "/": plain,
      "%": [Overload([.int, .int], .int), Overload([.uint, .uint], .uint)],
      negate: [Overload([.int], .int), Overload([.double], .double)],
      conditional: [Overload([.bool, a, a], a)],
      index: [
        Overload([.list(a), .int], a), Overload([mapAB, a], b),
        Overload([.optional(.list(a)), .int], .optional(a)),
        Overload([.optional(mapAB), a], .optional(b)),
      ],
      optionalIndex: [
        Overload([.list(a), .int], .optional(a)), Overload([mapAB, a], .optional(b)),
        Overload([.optional(.list(a)), .int], .optional(a)),
        Overload([.optional(mapAB), a], .optional(b)),
      ],
    ]
  }

  private static var orderedPairs: [(DeclaredType, DeclaredType)] {
    let others: [DeclaredType] = [.bool, .string, .bytes, .timestamp, .duration]
    return others.map { ($0, $0) } + numbers.flatMap { left in numbers.map { (left, $0) } }
  }

  private static var additions: [Overload] {
    [
      Overload([.string, .string], .string), Overload([.bytes, .bytes], .bytes),
      Overload([.list(a), .list(a)], .list(a)),
      Overload([.timestamp, .duration], .timestamp), Overload([.duration, .timestamp], .timestamp),
      Overload([.duration, .duration], .duration),
    ]
  }

  private static var subtractions: [Overload] {
    [
      Overload([.timestamp, .timestamp], .duration), Overload([.timestamp, .duration], .timestamp),
      Overload([.duration, .duration], .duration),
    ]
  }

  // MARK: - Functions

  private static func method(
    _ receiver: DeclaredType, _ parameters: [DeclaredType], _ result: DeclaredType
  ) -> Overload {
    Overload([receiver] + parameters, result, style: .receiver)
  }

  private static func method(_ receiver: DeclaredType, _ result: DeclaredType) -> Overload {
    method(receiver, [], result)
  }

  private static func conversion(
    to result: DeclaredType, from types: [DeclaredType]
  ) -> [Overload] {
    types.map { Overload([$0], result) }
  }

  private static var functions: [String: [Overload]] {
    let sized: [DeclaredType] = [.string, .bytes, .list(a), mapAB]
    var functions: [String: [Overload]] = [
      "size": conversion(to: .int, from: sized) + sized.map { method($0, .int) },
      "type": [Overload([a], .type(a))], "dyn": [Overload([a], .dyn)],
      "bool": conversion(to: .bool, from: [.bool, .string]),
      "int": conversion(to: .int, from: numbers + [.string, .timestamp]),
      "uint": conversion(to: .uint, from: numbers + [.string]),
      "double": conversion(to: .double, from: numbers + [.string]),
      "string": conversion(
        to: .string, from: numbers + [.string, .bool, .bytes, .timestamp, .duration]),
      "bytes": conversion(to: .bytes, from: [.bytes, .string]),
      "timestamp": conversion(to: .timestamp, from: [.timestamp, .string, .int]),
      "duration": conversion(to: .duration, from: [.duration, .string]),
      "matches": [Overload([.string, .string], .bool), method(.string, [.string], .bool)],
    ]
    for text in TextFunction.allCases {
      functions[text.rawValue] = [method(.string, [.string], .bool)]
    }
    for accessor in TimeAccessor.allCases {
      functions[accessor.rawValue] = [
        method(.timestamp, .int), method(.timestamp, [.string], .int),
      ]
      if accessor.appliesToDurations {
        functions[accessor.rawValue]?.append(method(.duration, .int))
      }
    }
    return functions
  }

  // MARK: - Libraries

  private static var libraries: [String: [Overload]] {
    Dictionary(
      uniqueKeysWithValues: LibraryFunction.allCases.map { ($0.rawValue, overloads($0)) }
    ).merging([
      Builtin.firstPresent: [method(.optional(a), [.optional(a)], .optional(a))],
      Builtin.presentValue: [method(.optional(a), [a], a)],
    ]) { first, _ in first }
  }

  private static func overloads(_ function: LibraryFunction) -> [Overload] {
    switch function {
    case .charAt: [method(.string, [.int], .string)]
    case .indexOf, .lastIndexOf:
      [method(.string, [.string], .int), method(.string, [.string, .int], .int)]
    case .join: [method(.list(.string), .string), method(.list(.string), [.string], .string)]
    case .lowerAscii, .upperAscii, .trim, .reverse: [method(.string, .string)]
    case .replace:
      [
        method(.string, [.string, .string], .string),
        method(.string, [.string, .string, .int], .string),
      ]
    case .split:
      [
        method(.string, [.string], .list(.string)),
        method(.string, [.string, .int], .list(.string)),
      ]
    case .substring: [method(.string, [.int], .string), method(.string, [.int, .int], .string)]
    case .format: [method(.string, [.list(.dyn)], .string)]
    case .quote: [Overload([.string], .string)]
    case .encodeBase64: [Overload([.bytes], .string)]
    case .decodeBase64: [Overload([.string], .bytes)]
    case .greatest, .least: numbers.flatMap { [Overload([$0], $0), Overload([.list($0)], $0)] }
    case .ceil, .floor, .round, .trunc: [Overload([.double], .double)]
    case .abs, .sign: numbers.map { Overload([$0], $0) }
    case .sqrt: numbers.map { Overload([$0], .double) }
    case .isNaN, .isInf, .isFinite: [Overload([.double], .bool)]
    case .bitAnd, .bitOr, .bitXor:
      [Overload([.int, .int], .int), Overload([.uint, .uint], .uint)]
    case .bitNot: [Overload([.int], .int), Overload([.uint], .uint)]
    case .bitShiftLeft, .bitShiftRight:
      [Overload([.int, .int], .int), Overload([.uint, .int], .uint)]
    case .optionalOf, .optionalOfNonZeroValue: [Overload([a], .optional(a))]
    case .optionalNone: [Overload([], .optional(a))]
    case .optionalUnwrap: [Overload([.list(.optional(a))], .list(a))]
    case .hasValue: [method(.optional(a), .bool)]
    case .value: [method(.optional(a), a)]
    case .unwrapOptionals: [method(.list(.optional(a)), .list(a))]
    }
  }
}
