import History
import Synchronization

/// Whether, and how, somebody asked a command to stop.
final class Stopped: Sendable {
  private let asked = Mutex<StopRequest?>(nil)

  func note(_ request: StopRequest) { asked.withLock { $0 = request } }

  /// A task that is cancelled by something else ends as if by ctrl-C.
  var request: StopRequest { asked.withLock { $0 } ?? .interrupt }

  /// Whether an error says that a task was cancelled.
  static func isMeant(by error: any Error) -> Bool {
    if case .interrupted? = error as? HistoryError { return true }
    return error is CancellationError
  }
}

extension StopRequest {
  /// What people know it by.
  var cause: String {
    switch self {
    case .interrupt: "ctrl-C (SIGINT)"
    case .terminate: "SIGTERM"
    }
  }

  var status: ExitStatus {
    switch self {
    case .interrupt: .interrupted
    case .terminate: .terminated
    }
  }
}
