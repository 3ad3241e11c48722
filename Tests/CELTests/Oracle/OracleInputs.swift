import CEL
import TestSupport

/// Random values of the variables that generated conditions use.
struct OracleInputs {
  var random: SeededRandom

  static let texts = [
    "", "a", "b", "ab", "abcabc", "prod", "staging", "p", "é", "e\u{301}", "😀", "a,b,a", " a\t",
    "%s", "A", "12", "-7", "1.5", "true", "team", "a\nb", "it's \"x\"", "\\d", "n", "aGk=",
    "\u{0}", "\u{7F}", "a.c", "\u{2003}x\u{2003}",
    "fifteen letters", "sixteen letters!", "sixteen letters?", "nul\u{0}",
  ]

  static let byteStrings: [[UInt8]] = [
    [], [0x61], [0x61, 0x62], [0xFF], [0xC3, 0xA9], [0x61, 0xFF, 0xFE, 0x62], [0], [0xE2, 0x82],
  ]

  private static let ints: [Int64] = [
    0, 1, 2, 3, -1, -2, 5, 7, 63, 64, 100, .max, .min, .max - 1, .min + 1, 1 << 53, (1 << 53) + 1,
    -62_135_596_800, 253_402_300_799, 1_772_359_200,
  ]

  private static let uints: [UInt64] = [
    0, 1, 2, 3, 7, 64, .max, .max - 1, 1 << 63, (1 << 63) - 1, (1 << 53) + 1,
  ]

  private static let doubles: [Double] = [
    0, -0.0, 1, -1, 0.5, 1.5, 2, 2.5, -2.5, 3, .nan, .infinity, -.infinity, 0x1p63, -0x1p63, 0x1p64,
    0x1p53, 1e21, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 123.456, 0.1, 9.5e20,
  ]

  private static let numbers = [
    "0", "12", "-7", "+7", "9223372036854775807", "9223372036854775808", "18446744073709551616",
    "-9223372036854775809", "1.0", "", " 1", "1e3", ".5", "1.", "NaN", "Infinity", "-Infinity", "x",
    "007", "-", "1e400", "-0", "1_0",
    "inf", "+Inf", "-INFINITY", "-nan", "nan(1)", "0x1p3",
  ]

  private static let stamps = [
    "2026-03-01T10:00:00Z", "2024-02-29T12:00:00.123456789Z", "2023-02-29T00:00:00Z",
    "2026-01-01T00:00:00+05:30", "2026-01-01", "", "x", "0000-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59-01:00", "2026-01-01T24:00:00Z", "2026-13-01T00:00:00Z",
    "1969-12-31T23:59:59.5Z", "2026-01-01T00:00:60Z", "1900-02-28T23:00:00.100Z",
    "2026-01-01 00:00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z",
  ]

  private static let lengths = [
    "1h30m", "-90s", "0", "1.5h", "1ms", "100us", "7ns", "-1.5s", "", "1", "h", "1d", "1h-1m",
    "+5s",
    ".5s", "1.s", "9223372036s", "9223372037s", "2562047h47m16.854775807s", "-0.000000001s",
    "1h 1m",
    "1.25m", "106751d", "0s", "3000000h",
  ]

  private static let zones = [
    "UTC", "+05:30", "-08:00", "-00:30", "Test/Zone", "", "+25:00", "x", "02:00", "+5:30", "+05:60",
    "23:59",
  ]

  /// A value for a variable; strings with a meaning go by the variable's name.
  mutating func value(_ name: String, _ type: DeclaredType) -> Value {
    switch name {
    case "number": return .string(random.pick(Self.numbers))
    case "stamp": return .string(random.pick(Self.stamps))
    case "lasting": return .string(random.pick(Self.lengths))
    case "zone": return .string(random.pick(Self.zones))
    case "pattern": return .string(random.pick(["^a", "b$", "a|é", "[a-c]+", "(", "a**", ".", ""]))
    case "subject", "action", "resource", "context": return requestPart(name)
    default: return value(type)
    }
  }

  private mutating func value(_ type: DeclaredType) -> Value {
    switch type {
    case .bool: return .bool(random.chance(50))
    case .int:
      return .int(random.chance(60) ? Int64(random.below(8) - 2) : random.pick(Self.ints))
    case .uint: return .uint(random.pick(Self.uints))
    case .double: return .double(random.pick(Self.doubles))
    case .string: return .string(random.pick(Self.texts))
    case .bytes: return .bytes(random.pick(Self.byteStrings))
    case .timestamp: return instant()
    case .duration: return .duration(CELDuration(totalNanoseconds: length()))
    case .list(let element): return .list(values(element))
    case .map(let key, let value): return map(key, value)
    case .abstract:
      return .optional(random.chance(30) ? .none : OptionalValue(value(DeclaredType.int)))
    case .dyn: return anything()
    case .null, .type, .wrapper, .parameter, .variable, .object: return .null
    }
  }

  private mutating func values(_ element: DeclaredType) -> [Value] {
    var values: [Value] = []
    // Now and then enough for every fast path over longer lists.
    for _ in 0..<(random.chance(5) ? 20 : random.below(4)) { values.append(value(element)) }
    return values
  }

  private mutating func map(_ key: DeclaredType, _ element: DeclaredType) -> Value {
    var map = MapValue()
    for _ in 0..<(random.chance(5) ? 20 : random.below(5)) {
      let isOdd = key == .dyn
      let keyType = isOdd ? random.pick([DeclaredType.int, .uint, .bool, .string]) : key
      // A key that is there already stays as it is.
      _ = map.insert(value(keyType), value(element))
    }
    return .map(map)
  }

  private mutating func anything() -> Value {
    let type = random.pick([
      DeclaredType.null, .bool, .int, .int, .uint, .double, .string, .string, .bytes, .timestamp,
      .duration, .list(.int), .map(key: .string, value: .int), .optional(.int),
    ])
    return value(type)
  }

  private mutating func instant() -> Value {
    let seconds = random.pick([
      0, -1, 1_772_359_200, 951_868_799, Timestamp.leastSeconds, Timestamp.greatestSeconds,
      -2_203_891_200, Int64(random.below(4_000_000_000)) - 2_000_000_000,
    ])
    let nanoseconds = random.pick([0, 0, 1, 500_000_000, 999_999_999, 123_000_000] as [Int32])
    return Timestamp(seconds: seconds, nanoseconds: nanoseconds).map(Value.timestamp) ?? .null
  }

  private mutating func length() -> Int64 {
    random.pick([
      0, 1, -1, 1_500_000_000, 3_600_000_000_000, -90_000_000_000, .max, .min,
      Int64(random.below(1_000_000_000_000_000)) - 500_000_000_000_000,
    ])
  }

  // MARK: - Requests

  /// Each field is absent now and then, and now and then of another type.
  private mutating func requestPart(_ name: String) -> Value {
    if random.chance(1) { return anything() }
    var members: [(String, Value)] = []
    for (field, type) in Self.fields[name] ?? [] where !random.chance(20) {
      members.append((field, random.chance(4) ? anything() : fieldValue(field, type)))
    }
    return .map(MapValue(members, defaults: random.chance(30) ? Self.defaults : .none))
  }

  private mutating func fieldValue(_ field: String, _ type: DeclaredType) -> Value {
    switch field {
    case "environment": return .string(random.pick(["prod", "staging", "a", "sixteen letters!"]))
    case "name": return .string(random.pick(["grant", "a"]))
    case "tags": return .map([("team", value(.string))])
    case "limits": return .map(random.chance(70) ? [("n", value(.int))] : [])
    default: return value(type)
    }
  }

  /// What absent fields read as, as for an optional object of a request.
  private static let defaults = MapValue.Defaults([
    ("tags", .map(MapValue())), ("limits", .map(MapValue())), ("n", .int(0)),
  ])

  private static let fields: [String: [(String, DeclaredType)]] = [
    "subject": [
      ("id", .string), ("n", .int), ("verified", .bool), ("groups", .list(.string)),
      ("levels", .list(.int)), ("tags", .map(key: .string, value: .string)),
      ("counts", .map(key: .string, value: .int)), ("seen", .timestamp),
    ],
    "action": [("name", .string)],
    "resource": [
      ("environment", .string), ("owner", .string), ("size", .int), ("count", .uint),
      ("type", .string), ("sensitivity", .string), ("a", .int), ("b", .int), ("c", .int),
    ],
    "context": [
      ("ticket", .string), ("emergency", .bool), ("score", .double), ("within", .duration),
      ("limits", .map(key: .string, value: .int)), ("any", .dyn),
    ],
  ]
}
