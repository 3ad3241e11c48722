import Diagnostics

/// Why a command ends without its result.
struct CommandFailure: Error, Sendable {
  var diagnostics: [Diagnostic]
  var status: ExitStatus

  init(_ diagnostics: [Diagnostic], status: ExitStatus = .unusableInput) {
    self.diagnostics = diagnostics
    self.status = status
  }

  init(_ diagnostic: Diagnostic, status: ExitStatus = .unusableInput) {
    self.init([diagnostic], status: status)
  }
}
