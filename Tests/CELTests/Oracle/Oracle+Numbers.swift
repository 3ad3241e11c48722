import CEL
import Foundation

// cel-go, ext/README.md, "Math" and "Encoders".

extension Oracle {
  static func mathResult(_ name: String, _ values: [Value]) throws(Failure) -> Value {
    switch (name, values.count) {
    case ("math.greatest", 1...): return try extreme(values, .greater)
    case ("math.least", 1...): return try extreme(values, .less)
    case (_, 1):
      if case .double(let double) = values[0] { return try real(name, double) }
      return try whole(name, values[0])
    case (_, 2): return try bits(name, values[0], values[1])
    default: throw noOverload
    }
  }

  /// The first of those that no other beats.
  private static func extreme(_ values: [Value], _ order: Order) throws(Failure) -> Value {
    var numbers = values
    if values.count == 1, case .list(let list) = values[0] {
      numbers = list
      if list.isEmpty { throw badArgument }
    }
    guard numbers.allSatisfy({ double($0) != nil }) else { throw noOverload }
    var best = numbers[0]
    for number in numbers.dropFirst() where numberOrder(number, best) == order { best = number }
    return best
  }

  private static func real(_ name: String, _ number: Double) throws(Failure) -> Value {
    switch name {
    case "math.ceil": return .double(Foundation.ceil(number))
    case "math.floor": return .double(Foundation.floor(number))
    case "math.round": return .double(Foundation.round(number))
    case "math.trunc": return .double(Foundation.trunc(number))
    case "math.abs": return .double(Foundation.fabs(number))
    case "math.sqrt": return .double(Foundation.sqrt(number))
    case "math.sign":
      return .double(number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0)
    case "math.isNaN": return .bool(number != number)
    case "math.isInf": return .bool(number == .infinity || number == -.infinity)
    case "math.isFinite": return .bool(number - number == 0)
    default: throw noOverload
    }
  }

  private static func whole(_ name: String, _ value: Value) throws(Failure) -> Value {
    switch (name, value) {
    case ("math.abs", .int(let int)): return .int(try fitting(Int128(int).magnitude.asInt128))
    case ("math.abs", .uint): return value
    case ("math.sign", .int(let int)): return .int(int > 0 ? 1 : int < 0 ? -1 : 0)
    case ("math.sign", .uint(let uint)): return .uint(uint > 0 ? 1 : 0)
    case ("math.sqrt", .int(let int)): return .double(Foundation.sqrt(Double(int)))
    case ("math.sqrt", .uint(let uint)): return .double(Foundation.sqrt(Double(uint)))
    case ("math.bitNot", .int(let int)): return .int(-1 - int)
    case ("math.bitNot", .uint(let uint)): return .uint(UInt64.max - uint)
    default: throw noOverload
    }
  }

  private static func bits(
    _ name: String, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)):
      let result = try bits(name, UInt64(bitPattern: a), UInt64(bitPattern: b), isSigned: true)
      return .int(Int64(bitPattern: result))
    case (.uint(let a), .uint(let b)) where !name.hasPrefix("math.bitShift"):
      return .uint(try bits(name, a, b, isSigned: false))
    case (.uint(let a), .int(let b)) where name.hasPrefix("math.bitShift"):
      return .uint(try bits(name, a, UInt64(bitPattern: b), isSigned: true))
    default: throw noOverload
    }
  }

  private static func bits(
    _ name: String, _ a: UInt64, _ b: UInt64, isSigned: Bool
  ) throws(Failure) -> UInt64 {
    switch name {
    case "math.bitAnd": return a & b
    case "math.bitOr": return a | b
    case "math.bitXor": return a ^ b
    case "math.bitShiftLeft", "math.bitShiftRight":
      guard b <= Int64.max else { throw badArgument }
      var result = a
      for _ in 0..<min(b, 64) {
        result = name == "math.bitShiftLeft" ? result &+ result : result / 2
      }
      return result
    default: throw noOverload
    }
  }

  static func base64(_ name: String, _ value: Value) throws(Failure) -> Value {
    switch (name, value) {
    case ("base64.encode", .bytes(let bytes)): return .string(Data(bytes).base64EncodedString())
    case ("base64.decode", .string(let text)):
      // Padding may be left out, but not be wrong; the engine refuses bits that no byte takes up.
      let padded =
        text.hasSuffix("=")
        ? text : text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
      guard let data = Data(base64Encoded: padded), data.base64EncodedString() == padded else {
        throw badArgument
      }
      return .bytes(Array(data))
    default: throw noOverload
    }
  }
}

extension UInt128 {
  /// The same number; all magnitudes of 64 bits fit.
  fileprivate var asInt128: Int128 { Int128(clamping: self) }
}
