import CEL
import Foundation
import Glibc

extension CommandEnvironment {
  /// The environment of this process.
  package static var process: CommandEnvironment {
    // A closed pipe is a write error to report, not a reason to die.
    signal(SIGPIPE, SIG_IGN)
    return CommandEnvironment(
      variables: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath,
      executablePath: executablePath,
      standardInput: STDIN_FILENO,
      output: stream(STDOUT_FILENO, name: "<stdout>"),
      errorOutput: stream(STDERR_FILENO, name: "<stderr>"),
      now: { currentInstant() },
      processorCount: ProcessInfo.processInfo.activeProcessorCount,
      uptime: { currentUptime() }, onStopRequest: StopSignals.watcher())
  }

  private static var executablePath: String {
    let link = "/proc/self/exe"
    do {
      return try FileManager.default.destinationOfSymbolicLink(atPath: link)
    } catch {
      return CommandLine.arguments.first ?? "precedent"
    }
  }

  private static func currentInstant() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec)) ?? Timestamp.epoch
  }

  private static func currentUptime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func columnCount(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static func stream(_ descriptor: Int32, name: String) -> TextStream {
    let writer = DescriptorWriter(descriptor: descriptor, path: name)
    return TextStream(
      isTerminal: isatty(descriptor) == 1, columnCount: { columnCount(descriptor) },
      write: { bytes throws(WriteFailure) in try writer.write(bytes) })
  }
}

extension Timestamp {
  /// 1970-01-01T00:00:00Z.
  static var epoch: Timestamp {
    // INVARIANT: zero lies between the years 1 and 9999.
    guard let epoch = Timestamp(seconds: 0) else {
      preconditionFailure("the epoch is an instant")
    }
    return epoch
  }
}
