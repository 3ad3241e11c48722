import CZstd

/// A zstd decoder (RFC 8878), of several frames one after the other, skippable ones included.
///
/// Windows are limited to the library's default of 128 MiB, which bounds its memory. The library
/// forgets what it decoded in a call that ends in an error; it is fed one block at a time, so that
/// all blocks before a damaged one are given away, however the bytes came in.
struct ZstdStream: ~Copyable {
  private let stream: OpaquePointer
  private var isInsideFrame = true
  private var wantedByteCount: Int
  private var hasMoreOutput = false
  private var hasReadFrame = false

  init(path: String) throws(HistoryError) {
    guard let stream = ZSTD_createDStream() else { throw .outOfMemory(path: path) }
    self.stream = stream
    wantedByteCount = ZSTD_initDStream(stream)
  }

  deinit { ZSTD_freeDStream(stream) }

  /// Decodes into the front of a buffer; 0 at the end of the last frame.
  mutating func read(
    into output: UnsafeMutableRawBufferPointer, from input: inout StoredBuffer
  ) throws(StreamFault) -> Int {
    while true {
      if hasMoreOutput || !input.isEmpty {
        let count = try decompress(into: output, from: &input)
        if count > 0 { return count }
      } else if try !input.refill() {
        if isInsideFrame { throw .content(.endsEarly(.zstd)) }
        return 0
      }
    }
  }

  private mutating func decompress(
    into output: UnsafeMutableRawBufferPointer, from input: inout StoredBuffer
  ) throws(StreamFault) -> Int {
    let unread = input.unread
    let offered = hasMoreOutput ? 0 : min(unread.count, stepByteCount)
    var source = ZSTD_inBuffer(src: unread.baseAddress, size: offered, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let status = ZSTD_decompressStream(stream, &target, &source)
    if ZSTD_isError(status) != 0 { throw fault(ZSTD_getErrorCode(status), path: input.path) }
    input.consume(source.pos)
    isInsideFrame = status != 0
    hasReadFrame = hasReadFrame || !isInsideFrame
    wantedByteCount = status
    hasMoreOutput = isInsideFrame && target.pos == target.size
    return target.pos
  }

  /// What the library asks for is a block and the header of the next one (RFC 8878 section 3.1.1.2):
  /// the header is left for the next step.
  private var stepByteCount: Int {
    let blockHeaderByteCount = 3
    return wantedByteCount > blockHeaderByteCount
      ? wantedByteCount - blockHeaderByteCount : max(wantedByteCount, 1)
  }

  private func fault(_ code: ZSTD_ErrorCode, path: String) -> StreamFault {
    switch code {
    case ZSTD_error_memory_allocation: .history(.outOfMemory(path: path))
    case ZSTD_error_frameParameter_windowTooLarge: .content(.windowTooLarge)
    case ZSTD_error_dictionary_wrong: .content(.needsDictionary)
    case ZSTD_error_prefix_unknown where hasReadFrame: .content(.trailingBytes(.zstd))
    default: .content(.damaged(.zstd))
    }
  }
}
