#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A whole file in memory, to be read; let go of with the last who holds it.
///
/// Only for files that nobody cuts or writes to once they have their name, such as those of the
/// cache: of what is cut off, reading ends the program.
package final class MappedFile: Sendable {
  /// As a number: what is there is only read.
  private let address: UInt
  /// The size of the file.
  package let byteCount: Int

  private init(address: UInt, byteCount: Int) {
    self.address = address
    self.byteCount = byteCount
  }

  /// Puts an open file into memory; nil where that does not work, and for an empty file.
  static func make(fileDescriptor: Int32, byteCount: Int) -> MappedFile? {
    guard byteCount > 0,
      let address = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, fileDescriptor, 0),
      address != MAP_FAILED
    else { return nil }
    return MappedFile(address: UInt(bitPattern: address), byteCount: byteCount)
  }

  deinit {
    if let address = UnsafeMutableRawPointer(bitPattern: address) { munmap(address, byteCount) }
  }

  /// Its bytes, for as long as the call takes.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: byteCount))
  }
}
