import Diagnostics
import Foundation
import History

/// Measures how fast the conditions of a policy are evaluated over recorded requests.
/// - Returns: 0; 2 when the input cannot be used; 64 when the arguments are wrong.
func runBenchmark(_ arguments: [String]) -> Int32 {
  do {
    let options = try BenchmarkOptions(arguments)
    let workload = try Workload(policyFolder: options.policy, history: options.history)
    let measurement = try Measurement(of: workload, rounds: options.rounds)
    let report = BenchmarkReport(measurement, of: workload)
    print(try options.isJSON ? report.json() : report.text(), terminator: "")
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
