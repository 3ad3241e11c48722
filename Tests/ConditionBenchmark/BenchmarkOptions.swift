/// What the command line asks for.
struct BenchmarkOptions {
  /// The folder of a precedent.yaml.
  var policy = ""
  /// A file of recorded requests, or a folder of such files.
  var history = ""
  /// How often all conditions are evaluated over all requests; at least 1.
  var rounds = 7
  /// Whether the report is for programs.
  var isJSON = false

  /// Reads `POLICY HISTORY [--rounds N] [--json]`, in any order.
  init(_ arguments: [String]) throws(UsageError) {
    var paths: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": isJSON = true
      case "--rounds":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count >= 1 else {
          throw UsageError(message: "error: --rounds needs a number that is at least 1")
        }
        rounds = count
      case let path where !path.hasPrefix("-"): paths.append(path)
      default: throw UsageError(message: "error: unknown option `\(argument)`\n\(Self.usage)")
      }
    }
    guard paths.count == 2 else { throw UsageError(message: Self.usage) }
    policy = paths[0]
    history = paths[1]
  }

  private static let usage = "usage: ConditionBenchmark POLICY HISTORY [--rounds N] [--json]"
}

/// Arguments that make no sense.
struct UsageError: Error {
  /// What is shown for them.
  let message: String
}
