package import CEL

/// Everything a command takes from the outside: below PrecedentCLI nothing reads a clock, an
/// environment variable or a stream.
package struct CommandEnvironment: Sendable {
  /// Environment variables.
  package var variables: [String: String]
  /// Absolute.
  package var workingDirectory: String
  /// Where the program is, to find what is installed beside it; absolute.
  package var executablePath: String
  /// A file descriptor.
  package var standardInput: Int32
  /// Where answers go.
  package var output: TextStream
  /// Where errors and progress go.
  package var errorOutput: TextStream
  /// The clock.
  package var now: @Sendable () -> Timestamp
  /// How many batches are worked on at once.
  package var processorCount: Int
  /// A clock that only goes on, to measure how long something takes.
  package var uptime: @Sendable () -> Duration
  /// Takes what is to be done when the process is asked to stop.
  package var onStopRequest: @Sendable (StopHandling) -> Void

  /// Makes an environment from its parts.
  /// - Parameters:
  ///   - uptime: the clock if left out.
  ///   - onStopRequest: nobody asks if left out.
  package init(
    variables: [String: String], workingDirectory: String, executablePath: String,
    standardInput: Int32, output: TextStream, errorOutput: TextStream,
    now: @escaping @Sendable () -> Timestamp, processorCount: Int,
    uptime: (@Sendable () -> Duration)? = nil,
    onStopRequest: @escaping @Sendable (StopHandling) -> Void = { _ in }
  ) {
    self.variables = variables
    self.workingDirectory = workingDirectory
    self.executablePath = executablePath
    self.standardInput = standardInput
    self.output = output
    self.errorOutput = errorOutput
    self.now = now
    self.processorCount = processorCount
    self.uptime = uptime ?? { .seconds(now().seconds) }
    self.onStopRequest = onStopRequest
  }

  /// A path as the user gave it, made absolute; `-C` does not change what it is relative to.
  func absolutePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : workingDirectory + "/" + path
  }
}

/// A stream for people or programs.
package struct TextStream: Sendable {
  /// Whether it may be coloured and drawn upon.
  package var isTerminal: Bool
  /// How wide the terminal is now; nil where it does not say.
  package var columnCount: @Sendable () -> Int?
  private let writeBytes: @Sendable ([UInt8]) throws(WriteFailure) -> Void

  /// Makes a stream that hands its bytes to a function.
  package init(
    isTerminal: Bool, columnCount: @escaping @Sendable () -> Int? = { nil },
    write: @escaping @Sendable ([UInt8]) throws(WriteFailure) -> Void
  ) {
    self.isTerminal = isTerminal
    self.columnCount = columnCount
    writeBytes = write
  }

  /// Writes all of a text.
  package func write(_ text: String) throws(WriteFailure) { try writeBytes(Array(text.utf8)) }
}

/// Something could not be written: exit code 74.
package struct WriteFailure: Error, Sendable, Hashable {
  /// What was written to, as shown to people.
  package var path: String
  /// The system's text.
  package var reason: String
  /// Whether nobody reads a pipe any more, as of `| head -1`: no reason to complain.
  package var isReaderGone: Bool

  /// Makes a failure.
  package init(path: String, reason: String, isReaderGone: Bool = false) {
    self.path = path
    self.reason = reason
    self.isReaderGone = isReaderGone
  }
}
