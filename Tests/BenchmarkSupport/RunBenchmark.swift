import Diagnostics
import Foundation
import History

/// Runs a benchmark and prints its report.
/// - Parameters:
///   - program: how it is called.
///   - report: what was measured, as text for people or as JSON.
/// - Returns: 0; 2 when the input cannot be used; 64 when the arguments are wrong.
package func runBenchmark(
  _ arguments: [String], of program: String, report: (BenchmarkOptions) throws -> String
) -> Int32 {
  do {
    let options = try BenchmarkOptions(arguments, of: program)
    print(try report(options), terminator: "")
    return 0
  } catch let error as UsageError {
    complain(error.message)
    return 64
  } catch let error as UnusableInput {
    error.diagnostics.forEach { complain(line($0)) }
  } catch let error as HistoryError {
    complain(line(error.diagnostic))
  } catch {
    complain("error: \(error)")
  }
  return 2
}

private func line(_ diagnostic: Diagnostic) -> String {
  let place = diagnostic.location.map { "\($0.path):\($0.lineNumber):\($0.columnNumber): " } ?? ""
  return "\(place)\(diagnostic.severity.rawValue): \(diagnostic.message)"
}

private func complain(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}
