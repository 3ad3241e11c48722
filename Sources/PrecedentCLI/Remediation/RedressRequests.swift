import DecisionLog
import Diagnostics
import PolicyCore
import Reporting

/// Writes the requests that undo what was decided, one on each line.
struct RedressRequests {
  private let writer: ReversalWriter
  /// Most often they all say the same.
  private static let greatestToldCount = 5

  init(_ writer: ReversalWriter) { self.writer = writer }

  /// - Returns: whether there is a valid one for all that is to be done now.
  func write(
    _ found: Remediation, to output: OutputOptions, in environment: CommandEnvironment
  ) throws -> Bool {
    var sink = try output.sink(in: environment)
    var problems: [(FaultyDecision, ReversalProblem)] = []
    let later = found.open.filter { $0.startsAt != nil }
    for redress in found.open where redress.startsAt == nil {
      switch written(for: redress) {
      case .success(let request): try sink.write(RequestLine.text(of: request))
      case .failure(let problem): problems.append((redress.decision, problem))
      }
    }
    try sink.finish()
    try tell(problems, later, found, environment)
    return problems.isEmpty
  }

  private func written(for redress: Redress) -> Result<JSONObject, ReversalProblem> {
    do throws(ReversalProblem) {
      return .success(try writer.request(for: redress))
    } catch {
      return .failure(error)
    }
  }

  private func tell(
    _ problems: [(FaultyDecision, ReversalProblem)], _ later: [Redress], _ found: Remediation,
    _ environment: CommandEnvironment
  ) throws(WriteFailure) {
    let palette = environment.palette(for: environment.errorOutput)
    if !problems.isEmpty {
      let told = problems.prefix(Self.greatestToldCount).map { $1.diagnostic(undoing: $0) }
      try environment.errorOutput.write(DiagnosticsText(palette: palette).render(told))
      try environment.errorOutput.write(
        "note: \(problems.count) of \(found.open.count) decisions have no request that undoes them\n"
      )
    }
    if let next = later.compactMap(\.startsAt).min() {
      try environment.errorOutput.write(
        "note: \(later.count) rightly given but too long are not to be taken back before "
          + "\(next); ask again then\n")
    }
    if found.header.isReplay {
      try environment.errorOutput.write(
        "note: the log is a replay: nobody was given anything by it\n")
    }
  }
}

extension ReversalProblem {
  func diagnostic(undoing decision: FaultyDecision) -> Diagnostic {
    let place = decision.index.map { "entry \($0)" } ?? "the decision"
    switch self {
    case .noAction(let direction):
      return Diagnostic(
        code: "reversal-invalid",
        message: "\(place) cannot be undone by a request: no action `\(direction.rawValue)` access",
        help: "name one in `actions` of precedent.yaml, such as `revoke: takes`")
    case .invalid(_, let problem):
      return Diagnostic(
        code: "reversal-invalid",
        message: "\(place) cannot be undone by a request that the schema takes: \(problem.message)",
        help: "change schema/request.schema.json, or write the request by hand with `reverses: "
          + "\(decision.id)`")
    }
  }
}
