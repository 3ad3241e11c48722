/// Numbers that stand one after the other: in an array, or in a file in memory.
package struct Packed<Element: BitwiseCopyable & Sendable>: Sendable {
  private enum Place: Sendable {
    case array([Element])
    case file(MappedFile, offset: Int)
  }

  /// How many there are.
  package let count: Int
  private let place: Place

  /// Those of an array.
  package init(_ elements: [Element]) {
    count = elements.count
    place = .array(elements)
  }

  /// Those in a file, in the machine's order of bytes; nil where they are not all inside, or where the offset
  /// does not suit them.
  package init?(in file: MappedFile, at offset: Int, count: Int) {
    let (byteCount, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard count >= 0, offset >= 0, !overflows, offset <= file.byteCount,
      byteCount <= file.byteCount - offset,
      offset.isMultiple(of: MemoryLayout<Element>.alignment)
    else { return nil }
    self.count = count
    place = .file(file, offset: offset)
  }

  /// One of them; for a few only: whoever reads all should do so with `withElements`.
  package subscript(index: Int) -> Element { withElements { $0[index] } }

  /// All of them, for as long as the call takes.
  package func withElements<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch place {
    case .array(let elements):
      return try elements.withUnsafeBufferPointer { elements throws(Failure) in
        try body(elements)
      }
    case .file(let file, let offset):
      return try file.withBytes { bytes throws(Failure) in
        let bytes = UnsafeRawBufferPointer(
          rebasing: bytes[offset..<offset + count * MemoryLayout<Element>.stride])
        return try body(bytes.assumingMemoryBound(to: Element.self))
      }
    }
  }
}
