import BenchmarkSupport
import Glibc

exit(
  runBenchmark(Array(CommandLine.arguments.dropFirst()), of: "ConditionBenchmark") { options in
    let workload = Workload(
      try BenchmarkInput(policyFolder: options.policy, history: options.history))
    let report = BenchmarkReport(
      try Measurement(of: workload, rounds: options.rounds), of: workload)
    return try options.isJSON ? report.json() : report.text()
  })
