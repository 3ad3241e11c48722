// How functions and macros are called, for the help of a wrong number of arguments.

extension Builtin {
  /// A call of a function of the language, in backticks.
  static func usage(of name: String, onReceiver: Bool) -> String {
    if name == size { return "`size(x)` or `x.size()`" }
    if name == hasMacro { return "`has(x.field)`" }
    if name == matches { return onReceiver ? "`x.matches(pattern)`" : "`matches(x, pattern)`" }
    if TextFunction(rawValue: name) != nil { return "`x.\(name)(text)`" }
    if TimeAccessor(rawValue: name) != nil {
      return "`x.\(name)()`, or with an offset such as `\"+02:00\"`"
    }
    return "`\(name)(x)`"
  }
}

extension Macro {
  /// A call of the macro, in backticks.
  var usage: String {
    switch self {
    case .all, .exists, .existsOne, .existsOneCamel, .filter: "`list.\(rawValue)(x, condition)`"
    case .map: "`list.map(x, value)`"
    case .transformList, .transformMap: "`list.\(rawValue)(key, x, value)`"
    case .transformMapEntry: "`list.transformMapEntry(key, x, {newKey: value})`"
    }
  }
}

extension NameTable.FunctionKey {
  /// A call of the function, in backticks.
  var usage: String {
    let parameters = (0..<parameterCount).map(Self.parameterName).joined(separator: ", ")
    return style == .receiver ? "`x.\(name)(\(parameters))`" : "`\(name)(\(parameters))`"
  }

  /// `a` to `z`; more parameters than that are numbered.
  private static func parameterName(_ index: Int) -> String {
    let first = UInt8(ascii: "a")
    let letters = 26
    return index < letters ? String(UnicodeScalar(first + UInt8(index))) : "p\(index)"
  }
}
