/// How a process is asked to stop.
package enum StopRequest: Sendable, Hashable {
  /// SIGINT, as of ctrl-C.
  case interrupt
  /// SIGTERM, as of a machine that is shut down.
  case terminate
}

/// What is done when a process is asked to stop.
package struct StopHandling: Sendable {
  /// Called once, from any thread: the command is to end soon, by itself.
  package let stop: @Sendable (StopRequest) -> Void
  /// Called where it did not: says so, and gives the exit code to end with.
  package let giveUp: @Sendable (StopRequest) -> Int32
}
