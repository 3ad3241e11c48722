package import CEL
package import Diagnostics

/// Looks for what a policy that loads still gets wrong.
package struct PolicyCheck: Sendable {
  package init() {}

  /// The findings of a policy at an instant, in source order.
  package func findings(in policy: Policy, at instant: Timestamp) -> [Diagnostic] { [] }
}
