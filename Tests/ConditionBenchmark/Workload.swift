import BenchmarkSupport
import CEL
import PolicyCore

/// Conditions and what they are evaluated over.
struct Workload {
  /// Of the policy, sorted by id.
  let rules: [Rule]
  /// Of every request, at the instant at which it was decided; in the order of the history.
  let requests: [Bindings]

  init(_ input: BenchmarkInput) {
    rules = input.policy.rules
    requests = input.records.map { $0.request.bindings(now: $0.decidedAt) }
  }
}
