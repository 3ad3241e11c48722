#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file; closed when it goes out of scope, unless it was borrowed.
struct FileDescriptor: ~Copyable {
  private let number: Int32
  private let isOwned: Bool

  /// Borrows a descriptor that somebody else closes.
  init(borrowing number: Int32) { self.init(number: number, isOwned: false) }

  private init(number: Int32, isOwned: Bool) {
    self.number = number
    self.isOwned = isOwned
  }

  /// Opens a file for reading; a pipe without waiting for somebody who writes to it.
  static func opening(
    _ path: String, shownAs name: String
  ) throws(HistoryError) -> FileDescriptor {
    let number = retryingWhenInterrupted {
      open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    }
    guard number >= 0 else { throw .cannotOpen(path: name, reason: systemMessage(errno)) }
    return FileDescriptor(number: number, isOwned: true)
  }

  deinit {
    if isOwned { _ = close(number) }
  }

  /// Fills the front of a buffer; 0 at the end of the file.
  /// - Throws: `interrupted` soon after the task was cancelled, also where nothing comes.
  func read(into buffer: UnsafeMutableRawBufferPointer, path: String) throws(HistoryError) -> Int {
    while true {
      try waitForBytes(path)
      let count = readOnce(into: buffer)
      if count >= 0 { return count }
      guard [EINTR, EAGAIN].contains(errno) else {
        throw .readFailed(path: path, reason: systemMessage(errno))
      }
    }
  }

  private func readOnce(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(number, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(number, buffer.baseAddress, buffer.count)
    #elseif canImport(Darwin)
      Darwin.read(number, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Looks now and then whether the task was cancelled: nothing else ends a read from a pipe.
  private func waitForBytes(_ path: String) throws(HistoryError) {
    // poll(2) passes over what is no descriptor: it would wait for ever, and read(2) says what is wrong.
    guard number >= 0 else { return }
    var asked = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    var count: Int32
    repeat {
      if Task.isCancelled { throw .interrupted(path: path) }
      count = poll(&asked, 1, Self.waitMilliseconds)
    } while count == 0 || (count < 0 && errno == EINTR)
  }

  private static let waitMilliseconds: Int32 = 50
}

/// The system's text for an error number.
func systemMessage(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text)
}

private func retryingWhenInterrupted<Count: SignedInteger>(_ call: () -> Count) -> Count {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
