import Reporting

extension CommandEnvironment {
  /// Colours on a terminal only; NO_COLOR (no-color.org) and a dumb terminal turn them off.
  func palette(for stream: TextStream) -> Palette {
    if let noColor = variables["NO_COLOR"], !noColor.isEmpty { return .plain }
    if variables["TERM"] == "dumb" { return .plain }
    return stream.isTerminal ? .ansi : .plain
  }
}
