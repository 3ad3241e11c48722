/// The exit codes of the design document, section 7.
package enum ExitStatus: Int32, Sendable, Comparable {
  case nothingToReport = 0
  case findings = 1
  case unusableInput = 2
  case usage = 64
  case writeFailed = 74
  /// 128 and the number of the signal, as shells say it.
  case interrupted = 130
  case terminated = 143

  package static func < (left: ExitStatus, right: ExitStatus) -> Bool {
    left.rawValue < right.rawValue
  }
}
