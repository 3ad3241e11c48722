import Glibc

/// What this thread has used so far: on a machine with other work the time of day says little.
package var processorTime: Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

extension [Duration] {
  /// The one in the middle, in seconds.
  /// - Precondition: not empty.
  package var medianSeconds: Double {
    // Nothing is faster than a nanosecond, so that no figure is infinite.
    Swift.max(sorted()[count / 2] / .seconds(1), 1e-9)
  }
}
