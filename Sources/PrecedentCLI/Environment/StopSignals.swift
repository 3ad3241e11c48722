import Foundation
import Glibc
import Synchronization

/// SIGINT and SIGTERM as calls of a function.
///
/// The handler writes the signal's number into a pipe, from which a thread of its own reads: in a handler
/// nothing more is safe (POSIX, 2.4.3 Signal Actions), and no thread of the pool is taken. Signals cannot
/// be held back for `sigwait` instead: the main thread, once it has nothing to do, lets all of them through.
/// The second signal ends the process at once, as if nobody had listened.
enum StopSignals {
  private static let requests: [Int32: StopRequest] = [SIGINT: .interrupt, SIGTERM: .terminate]
  /// The end of the pipe that the handler writes to: a process has one handler for a signal.
  private static let writtenEnd = Atomic<Int32>(-1)

  /// Listens from now on.
  /// - Returns: what tells somebody; it may be called once. A signal that comes before is told then.
  static func watcher() -> @Sendable (StopHandling) -> Void {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return { _ in } }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    writtenEnd.store(ends[1], ordering: .sequentiallyConsistent)
    // What a parent wants ignored, as `nohup` does, stays so.
    for number in requests.keys where !isIgnored(number) { handle(number) }
    let readEnd = ends[0]
    return { handling in
      Thread.detachNewThread { wait(readEnd, handling) }
    }
  }

  private static func handle(_ number: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let before = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(StopSignals.writtenEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
      errno = before
    }
    action.sa_flags = SA_RESTART | Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(number, &action, nil)
  }

  private static func wait(_ readEnd: Int32, _ handling: StopHandling) {
    var byte: UInt8 = 0
    while read(readEnd, &byte, 1) < 0 { guard errno == EINTR else { return } }
    guard let request = requests[Int32(byte)] else { return }
    for number in requests.keys where !isIgnored(number) { signal(number, SIG_DFL) }
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
}
