import BenchmarkSupport
import Glibc

exit(
  runBenchmark(Array(CommandLine.arguments.dropFirst()), of: "DecisionBenchmark") { options in
    let input = try BenchmarkInput(policyFolder: options.policy, history: options.history)
    let workload = try DecisionWorkload(BenchmarkedPolicy(input))
    let report = try DecisionReport(workload, rounds: options.rounds)
    return try options.isJSON ? report.json() : report.text()
  })
