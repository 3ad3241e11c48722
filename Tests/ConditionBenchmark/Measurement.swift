import BenchmarkSupport
import CEL
import PolicyCore

/// All conditions evaluated over all requests, several times, by one thread.
struct Measurement {
  /// What one round found, by the place of a rule in the workload.
  struct Counts: Equatable {
    /// Requests for which the condition is true.
    var matches: [Int]
    /// Requests for which it has no value.
    var errors: [Int]
  }

  /// The same in every round.
  let counts: Counts
  /// The processor time of each round: on a machine with other work the time of day says little.
  let durations: [Duration]

  /// Evaluates exactly so many rounds; the time of none is left out.
  init(of workload: Workload, rounds: Int) throws(UnusableInput) {
    let programs = workload.rules.map(\.condition.program)
    var durations: [Duration] = []
    var counts: Counts?
    for _ in 0..<rounds {
      let start = processorTime
      let found = Self.round(programs, workload.requests)
      durations.append(processorTime - start)
      if let counts, counts != found {
        throw UnusableInput("two rounds over the same requests found different matches")
      }
      counts = found
    }
    self.counts = counts ?? Counts(matches: [], errors: [])
    self.durations = durations
  }

  /// The call that `RuleMatching` makes for every rule of a decision.
  private static func round(_ programs: [Program], _ requests: [Bindings]) -> Counts {
    let none = Array(repeating: 0, count: programs.count)
    var counts = Counts(matches: none, errors: none)
    for request in requests {
      for index in programs.indices {
        do throws(EvaluationError) {
          if try programs[index].evaluateCondition(request) { counts.matches[index] += 1 }
        } catch {
          counts.errors[index] += 1
        }
      }
    }
    return counts
  }
}
