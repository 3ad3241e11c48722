/// A function of one value.
enum UnaryFunction: Sendable {
  case size, type, dynamic
  case bool, int, uint, double, string, bytes, timestamp, duration

  /// By the name it is called with as `name(x)`.
  static let byName: [String: UnaryFunction] = [
    "size": .size, "type": .type, "dyn": .dynamic, "bool": .bool, "int": .int, "uint": .uint,
    "double": .double, "string": .string, "bytes": .bytes, "timestamp": .timestamp,
    "duration": .duration,
  ]
}

/// A function of two strings.
enum TextFunction: String, Sendable, CaseIterable {
  case contains, startsWith, endsWith
}

/// What is read from a timestamp or a duration (CEL spec, "Timestamps and durations").
enum TimeAccessor: String, Sendable, CaseIterable {
  case getFullYear, getMonth, getDate, getDayOfMonth, getDayOfWeek, getDayOfYear
  case getHours, getMinutes, getSeconds, getMilliseconds

  /// Whether a duration has what is read.
  var appliesToDurations: Bool {
    switch self {
    case .getHours, .getMinutes, .getSeconds, .getMilliseconds: true
    case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear: false
    }
  }
}

/// A macro that is called on a list or map.
enum Macro: String, Sendable, CaseIterable {
  case all, exists, map, filter, transformList, transformMap, transformMapEntry
  case existsOne = "exists_one"
  /// The spelling of the extension with two variables.
  case existsOneCamel = "existsOne"

  /// How many arguments it takes, in words and in numbers.
  var argumentCounts: (words: String, range: ClosedRange<Int>) {
    switch self {
    case .all, .exists, .existsOne, .existsOneCamel, .map: ("2 or 3 arguments", 2...3)
    case .filter: ("2 arguments", 2...2)
    case .transformList, .transformMap, .transformMapEntry: ("3 or 4 arguments", 3...4)
    }
  }

  /// Whether it has two variables when called with so many arguments.
  func hasTwoVariables(argumentCount: Int) -> Bool {
    switch self {
    case .all, .exists, .existsOne, .existsOneCamel: argumentCount == 3
    case .map, .filter: false
    case .transformList, .transformMap, .transformMapEntry: true
    }
  }

  var kind: Comprehension.Kind {
    switch self {
    case .all: .all
    case .exists: .exists
    case .existsOne, .existsOneCamel: .existsOne
    case .map, .filter, .transformList: .list
    case .transformMap: .map
    case .transformMapEntry: .mapOfEntries
    }
  }
}

/// What the language itself declares as functions.
enum Builtin {
  static let hasMacro = "has"
  static let matches = "matches"
  static let size = "size"
  /// Receiver and name of `cel.bind`.
  static let bind = (namespace: "cel", name: "bind")
  static let firstPresent = "or"
  static let presentValue = "orValue"
  static let transform = "optMap"
  static let flatTransform = "optFlatMap"

  /// Functions of the libraries by the names with which they are called.
  static let libraryFunctions: [String: LibraryFunction] = Dictionary(
    uniqueKeysWithValues: LibraryFunction.allCases.map { ($0.rawValue, $0) })

  private static func libraryNames(_ style: Function.Style) -> [String] {
    LibraryFunction.allCases.filter { $0.style == style }.map(\.rawValue)
  }

  static let receiverNames: [String] =
    TextFunction.allCases.map(\.rawValue) + TimeAccessor.allCases.map(\.rawValue)
    + Macro.allCases.map(\.rawValue) + [matches, size] + libraryNames(.receiver)
    + [firstPresent, presentValue, transform, flatTransform]

  static let globalNames: [String] =
    UnaryFunction.byName.keys.sorted() + [hasMacro, matches] + libraryNames(.global)
    + ["\(bind.namespace).\(bind.name)"]
}
