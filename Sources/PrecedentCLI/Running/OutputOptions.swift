import ArgumentParser
import Reporting

/// Where a report goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Write to this file, whole or not at all, instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  /// Writes a report.
  func write(_ text: String, in environment: CommandEnvironment) throws {
    var sink = try sink(in: environment)
    try sink.write(text)
    try sink.finish()
  }

  /// Takes a report part by part.
  func sink(in environment: CommandEnvironment) throws(WriteFailure) -> OutputSink {
    guard let output else { return .stream(environment.output) }
    let path = environment.absolutePath(output)
    if let special = try SpecialFile(at: path) { return .special(special) }
    return .file(try WholeFile(at: path))
  }

  /// Whether a terminal shows what is written.
  func isTerminal(in environment: CommandEnvironment) -> Bool {
    output == nil && environment.output.isTerminal
  }

  /// Colours are for terminals only, not for files.
  func palette(in environment: CommandEnvironment) -> Palette {
    output == nil ? environment.palette(for: environment.output) : .plain
  }
}

/// A stream, a device or pipe, or a file that appears when it is finished.
enum OutputSink: ~Copyable {
  case stream(TextStream)
  case special(SpecialFile)
  case file(WholeFile)

  mutating func write(_ text: String) throws(WriteFailure) {
    switch self {
    case .stream(let stream): try stream.write(text)
    case .special(let special): try special.write(text)
    case .file(let file): try file.write(text)
    }
  }

  consuming func finish() throws(WriteFailure) {
    switch consume self {
    case .stream: break
    case .special: break
    case .file(let file): try file.finish()
    }
  }
}
