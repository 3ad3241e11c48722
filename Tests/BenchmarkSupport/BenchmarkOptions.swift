/// What the command line of a benchmark asks for.
package struct BenchmarkOptions {
  /// The folder of a precedent.yaml.
  package private(set) var policy = ""
  /// A file of recorded requests, or a folder of such files.
  package private(set) var history = ""
  /// How often everything is measured; at least 1.
  package private(set) var rounds = 7
  /// Whether the report is for programs.
  package private(set) var isJSON = false

  /// Reads `POLICY HISTORY [--rounds N] [--json]`, in any order.
  /// - Parameter program: how it is called.
  package init(_ arguments: [String], of program: String) throws(UsageError) {
    let usage = "usage: \(program) POLICY HISTORY [--rounds N] [--json]"
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
      default: throw UsageError(message: "error: unknown option `\(argument)`\n\(usage)")
      }
    }
    guard paths.count == 2 else { throw UsageError(message: usage) }
    policy = paths[0]
    history = paths[1]
  }
}

/// Arguments that make no sense.
package struct UsageError: Error {
  /// What is shown for them.
  package let message: String
}
