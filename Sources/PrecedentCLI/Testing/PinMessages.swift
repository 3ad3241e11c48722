import Diagnostics
import PolicyCore
import Trials

extension Diagnostic {
  /// A record that is in none of the histories.
  static func noSuchRecord(_ id: String, unreadableCount: Int) -> Diagnostic {
    let lines = unreadableCount == 1 ? "1 line" : "\(unreadableCount) lines"
    return Diagnostic(
      code: "no-such-record", message: "there is no record `\(id)` in the history",
      notes: unreadableCount > 0 ? ["\(lines) of it cannot be read"] : [],
      help: "give the `id` of a record, or a file with one; --history names other histories")
  }

  /// There is a test of the record.
  static func alreadyPinned(_ id: String, in path: String) -> Diagnostic {
    Diagnostic(
      code: "already-pinned", message: "the record `\(id)` is pinned already",
      location: .file(path),
      help: "edit its test in `\(PinnedFile.tests)`, or take both away and pin it again")
  }

  /// The test does not say what it should; nothing was written.
  static func cannotPin(_ id: String) -> Diagnostic {
    Diagnostic(
      code: "cannot-pin", message: "the record `\(id)` cannot be pinned",
      notes: ["nothing was written"])
  }
}

extension RecordPinning.Problem {
  /// What people are told; nothing was written.
  func diagnostics(of record: String) -> [Diagnostic] {
    switch self {
    case .invalid(let reason):
      reason.problems.map { problem in
        Diagnostic(
          code: InvalidRequest.code, message: problem.message,
          help: "the record must fit schema/request.schema.json to be decided")
      } + [.cannotPin(record)]
    case .noField(let path):
      [
        Diagnostic(
          code: "cannot-pin", message: "the record `\(record)` has no field `\(path)`",
          notes: ["nothing was written"], help: "name it as the record does: `subject.id`")
      ]
    case .notJSON(let path):
      [
        Diagnostic(
          code: "cannot-pin", message: "`\(path)` is no text, and its new value is no JSON",
          notes: ["nothing was written"], help: "such as `--replace context.emergency=true`")
      ]
    }
  }
}
