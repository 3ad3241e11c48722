import CEL
import Foundation

// Conversions (langdef, "List of Standard Definitions").

extension Oracle {
  static func bool(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .bool: return value
    case .string(let text):
      if ["1", "t", "T", "true", "TRUE", "True"].contains(text) { return .bool(true) }
      if ["0", "f", "F", "false", "FALSE", "False"].contains(text) { return .bool(false) }
      throw badArgument
    default: throw noOverload
    }
  }

  static func int(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .int: return value
    case .uint(let uint): return .int(try fitting(Int128(uint)))
    case .double(let double):
      // Neither end of the range is taken: a double there stands for its neighbours, too.
      guard double > -0x1p63, double < 0x1p63 else { throw overflow }
      return .int(Int64(double))
    case .string(let text):
      return .int(
        try textual { () throws(Failure) in
          try fitting(try wholeNumber(text, isSigned: true))
        })
    case .timestamp(let instant): return .int(instant.seconds)
    default: throw noOverload
    }
  }

  static func uint(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .uint: return value
    case .int(let int): return .uint(try fitting(Int128(int)))
    case .double(let double):
      guard double >= 0, double < 0x1p64 else { throw overflow }
      return .uint(UInt64(double))
    case .string(let text):
      return .uint(
        try textual { () throws(Failure) in
          try fitting(try wholeNumber(text, isSigned: false))
        })
    default: throw noOverload
    }
  }

  /// A text that says too much is a bad argument, as one that says nothing.
  private static func textual<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    do throws(Failure) { return try body() } catch { throw badArgument }
  }

  /// Digits, with a sign before them where that is allowed.
  private static func wholeNumber(_ text: String, isSigned: Bool) throws(Failure) -> Int128 {
    var rest = Array(text.utf8)
    var isNegative = false
    if isSigned, let first = rest.first, first == 0x2B || first == 0x2D {
      isNegative = first == 0x2D
      rest.removeFirst()
    }
    guard !rest.isEmpty, rest.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw badArgument
    }
    var number: Int128 = 0
    for digit in rest {
      // Far beyond every type, so that many digits are an overflow, too.
      number = min(number * 10 + Int128(digit) - 0x30, Int128(1) << 100)
    }
    return isNegative ? -number : number
  }

  static func real(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .double: return value
    case .int(let int): return .double(Double(int))
    case .uint(let uint): return .double(Double(uint))
    case .string(let text):
      guard let double = realNumber(text) else { throw badArgument }
      return .double(double)
    default: throw noOverload
    }
  }

  private static func realNumber(_ text: String) -> Double? {
    let name = text.uppercased()
    if name == "NAN" { return .nan }
    if ["INF", "+INF", "INFINITY", "+INFINITY"].contains(name) { return .infinity }
    if ["-INF", "-INFINITY"].contains(name) { return -.infinity }
    // Letters but the exponent's are for other notations.
    guard !text.isEmpty, text.utf8.allSatisfy({ Array("0123456789+-.eE".utf8).contains($0) })
    else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  static func string(_ value: Value) throws(Failure) -> String {
    switch value {
    case .string(let text): return text
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return String(int)
    case .uint(let uint): return String(uint)
    case .double(let double): return OracleFormat.shortest(double)
    case .bytes(let bytes):
      guard let text = String(bytes: bytes, encoding: .utf8) else { throw badArgument }
      return text
    case .timestamp(let instant): return text(of: instant)
    case .duration(let length): return text(of: length)
    default: throw noOverload
    }
  }

  static func bytes(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .bytes: return value
    case .string(let text): return .bytes(Array(text.utf8))
    default: throw noOverload
    }
  }

  static func timestamp(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .timestamp: return value
    case .int(let seconds): return try instant(Int128(seconds) * nanosecondsPerSecond)
    case .string(let text):
      return try textual { () throws(Failure) in try instant(try instantNanoseconds(text)) }
    default: throw noOverload
    }
  }

  static func duration(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .duration: return value
    case .string(let text):
      return try textual { () throws(Failure) in try length(try lengthNanoseconds(text)) }
    default: throw noOverload
    }
  }
}
