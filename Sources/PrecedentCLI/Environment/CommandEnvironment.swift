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

  /// Makes an environment from its parts.
  package init(
    variables: [String: String], workingDirectory: String, executablePath: String,
    standardInput: Int32, output: TextStream, errorOutput: TextStream,
    now: @escaping @Sendable () -> Timestamp, processorCount: Int
  ) {
    self.variables = variables
    self.workingDirectory = workingDirectory
    self.executablePath = executablePath
    self.standardInput = standardInput
    self.output = output
    self.errorOutput = errorOutput
    self.now = now
    self.processorCount = processorCount
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
  private let writeBytes: @Sendable ([UInt8]) throws(WriteFailure) -> Void

  /// Makes a stream that hands its bytes to a function.
  package init(
    isTerminal: Bool, write: @escaping @Sendable ([UInt8]) throws(WriteFailure) -> Void
  ) {
    self.isTerminal = isTerminal
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
