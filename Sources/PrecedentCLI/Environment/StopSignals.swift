import Foundation
import Glibc
import Synchronization

/// SIGINT and SIGTERM as calls of a function.
///
/// A thread of its own waits for them: nothing has to be done inside of a signal handler, and no thread
/// of the pool is taken. The second signal ends the process at once, as if nobody had waited.
enum StopSignals {
  private static let requests: [Int32: StopRequest] = [SIGINT: .interrupt, SIGTERM: .terminate]

  /// Holds the signals back for whoever is told of them.
  ///
  /// To be called before there are other threads: threads inherit what is held back.
  /// - Returns: what tells somebody; it may be called once.
  static func watcher() -> @Sendable (StopHandling) -> Void {
    // What a parent wants ignored, as `nohup` does, stays so.
    let watched = requests.filter { !isIgnored($0.key) }
    hold(Array(watched.keys), SIG_BLOCK)
    return { handling in
      Thread.detachNewThread { wait(for: watched, handling) }
    }
  }

  private static func wait(
    for watched: [Int32: StopRequest], _ handling: StopHandling
  ) {
    var set = set(of: Array(watched.keys))
    var number: Int32 = 0
    guard sigwait(&set, &number) == 0, let request = watched[number] else { return }
    hold(Array(watched.keys), SIG_UNBLOCK)
    handling.stop(request)
    sleep(secondsToEnd)
    _exit(handling.giveUp(request))
  }

  /// What does not end by then waits for something that may never come, such as input.
  private static let secondsToEnd: UInt32 = 2

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func hold(_ numbers: [Int32], _ how: Int32) {
    var set = set(of: numbers)
    pthread_sigmask(how, &set, nil)
  }

  private static func set(of numbers: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    return set
  }
}
