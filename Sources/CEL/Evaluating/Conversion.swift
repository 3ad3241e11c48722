/// The functions of one value (CEL spec, "List of Standard Definitions").
enum Conversion {
  static func apply(_ function: UnaryFunction, _ value: Value) throws(Fault.Reason) -> Value {
    switch function {
    case .dynamic: return value
    case .type: return .type(value.type)
    case .size: return .int(Int64(try found(size(value), value)))
    case .bool: return .bool(try bool(value))
    case .int: return .int(try int(value))
    case .uint: return .uint(try uint(value))
    case .double: return .double(try double(value))
    case .string: return .string(try string(value))
    case .bytes: return .bytes(try bytes(value))
    case .timestamp: return .timestamp(try timestamp(value))
    case .duration: return .duration(try duration(value))
    }
  }

  private static func found<Result>(
    _ result: Result?, _ value: Value
  ) throws(Fault.Reason) -> Result {
    guard let result else { throw .noOverload(value.type, nil) }
    return result
  }

  private static func valid<Result>(
    _ result: Result?, _ text: StaticText
  ) throws(Fault.Reason) -> Result {
    guard let result else { throw .invalid(text) }
    return result
  }

  private static func inRange<Result>(_ result: Result?) throws(Fault.Reason) -> Result {
    guard let result else { throw .overflow }
    return result
  }

  /// Code points of a string, bytes, elements or entries.
  private static func size(_ value: Value) -> Int? {
    switch value {
    case .string(let text): text.unicodeScalars.count
    case .bytes(let bytes): bytes.count
    case .list(let elements): elements.count
    case .map(let map): map.count
    case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type, .optional: nil
    }
  }

  private static func bool(_ value: Value) throws(Fault.Reason) -> Bool {
    switch value {
    case .bool(let bool): return bool
    case .string(let text):
      // The spellings of Go's ParseBool, which the conformance tests hold to.
      if ["1", "t", "T", "true", "TRUE", "True"].contains(text) { return true }
      if ["0", "f", "F", "false", "FALSE", "False"].contains(text) { return false }
      throw .invalid(.boolText)
    case .null, .int, .uint, .double, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  private static func int(_ value: Value) throws(Fault.Reason) -> Int64 {
    switch value {
    case .int(let int): return int
    case .uint(let uint): return try inRange(Int64(exactly: uint))
    case .double(let double):
      // The least int itself is refused, too: as a double it may stand for a lesser number.
      guard double > -0x1p63, double < 0x1p63 else { throw .overflow }
      return Int64(double)
    case .string(let text): return try valid(Int64(text), .intText)
    case .timestamp(let timestamp): return timestamp.seconds
    case .null, .bool, .bytes, .list, .map, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  private static func uint(_ value: Value) throws(Fault.Reason) -> UInt64 {
    switch value {
    case .uint(let uint): return uint
    case .int(let int): return try inRange(UInt64(exactly: int))
    case .double(let double):
      guard double >= 0, double < 0x1p64 else { throw .overflow }
      return UInt64(double)
    case .string(let text):
      // Digits only: Swift would read `+7`, and `-0` as 0.
      let isSigned = text.utf8.first.map { decimalDigit($0) == nil } ?? true
      return try valid(isSigned ? nil : UInt64(text), .uintText)
    case .null, .bool, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  private static func double(_ value: Value) throws(Fault.Reason) -> Double {
    switch value {
    case .double(let double): return double
    case .int(let int): return Double(int)
    case .uint(let uint): return Double(uint)
    case .string(let text): return try valid(DecimalText.parse(text), .doubleText)
    case .null, .bool, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  private static func string(_ value: Value) throws(Fault.Reason) -> String {
    switch value {
    case .string(let text): return text
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return String(int)
    case .uint(let uint): return String(uint)
    case .double(let double): return DecimalText.format(double)
    case .bytes(let bytes): return try valid(String(validating: bytes, as: UTF8.self), .utf8)
    case .timestamp(let timestamp): return timestamp.description
    case .duration(let duration): return duration.description
    case .null, .list, .map, .type, .optional: throw .noOverload(value.type, nil)
    }
  }

  private static func bytes(_ value: Value) throws(Fault.Reason) -> [UInt8] {
    switch value {
    case .bytes(let bytes): return bytes
    case .string(let text): return Array(text.utf8)
    case .null, .bool, .int, .uint, .double, .list, .map, .timestamp, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  private static func timestamp(_ value: Value) throws(Fault.Reason) -> Timestamp {
    switch value {
    case .timestamp(let timestamp): return timestamp
    case .int(let int): return try inRange(Timestamp(seconds: int))
    case .string(let text): return try valid(Timestamp.parse(text), .timestampText)
    case .null, .bool, .uint, .double, .bytes, .list, .map, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  private static func duration(_ value: Value) throws(Fault.Reason) -> CELDuration {
    switch value {
    case .duration(let duration): return duration
    case .string(let text): return try valid(CELDuration.parse(text), .durationText)
    case .null, .bool, .int, .uint, .double, .bytes, .list, .map, .timestamp, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }
}
