import ArgumentParser
import CEL
import DecisionLog
import PolicyCore

/// Who asks for a reversal, and why.
struct ReversalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who asks: the requester of what is written.", valueName: "id"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "Why; becomes context.justification. The request's own is kept if left out.",
      valueName: "text"))
  var reason: String?

  /// What writes requests that are valid under a policy.
  func writer(under policy: Policy, at now: Timestamp) -> ReversalWriter {
    ReversalWriter(policy: policy, terms: .init(time: now, by: by, reason: reason))
  }
}
