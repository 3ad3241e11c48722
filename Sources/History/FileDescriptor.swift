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

  /// Opens a file for reading.
  static func opening(
    _ path: String, shownAs name: String
  ) throws(HistoryError) -> FileDescriptor {
    let number = retryingWhenInterrupted { open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
    guard number >= 0 else { throw .cannotOpen(path: name, reason: systemMessage(errno)) }
    return FileDescriptor(number: number, isOwned: true)
  }

  deinit {
    if isOwned { _ = close(number) }
  }

  /// Fills the front of a buffer; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer, path: String) throws(HistoryError) -> Int {
    #if canImport(Glibc)
      let count = retryingWhenInterrupted { Glibc.read(number, buffer.baseAddress, buffer.count) }
    #elseif canImport(Musl)
      let count = retryingWhenInterrupted { Musl.read(number, buffer.baseAddress, buffer.count) }
    #elseif canImport(Darwin)
      let count = retryingWhenInterrupted { Darwin.read(number, buffer.baseAddress, buffer.count) }
    #endif
    guard count >= 0 else { throw .readFailed(path: path, reason: systemMessage(errno)) }
    return count
  }
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
