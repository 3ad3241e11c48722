import CZstd

/// A zstd decoder (RFC 8878), of several frames one after the other, skippable ones included.
///
/// Windows are limited to the library's default of 128 MiB, which bounds its memory.
struct ZstdStream: ~Copyable {
  private let stream: OpaquePointer
  private var isInsideFrame = true

  init(path: String) throws(HistoryError) {
    guard let stream = ZSTD_createDStream() else { throw .outOfMemory(path: path) }
    self.stream = stream
  }

  deinit { ZSTD_freeDStream(stream) }

  /// Decodes into the front of a buffer; 0 at the end of the last frame.
  mutating func read(
    into output: UnsafeMutableRawBufferPointer, from input: inout StoredBuffer
  ) throws(StreamFault) -> Int {
    while true {
      if isInsideFrame || !input.isEmpty {
        let count = try decompress(into: output, from: &input)
        if count > 0 { return count }
      }
      if input.isEmpty, try !input.refill() {
        if isInsideFrame { throw .content(.endsEarly(.zstd)) }
        return 0
      }
    }
  }

  private mutating func decompress(
    into output: UnsafeMutableRawBufferPointer, from input: inout StoredBuffer
  ) throws(StreamFault) -> Int {
    let unread = input.unread
    var source = ZSTD_inBuffer(src: unread.baseAddress, size: unread.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let status = ZSTD_decompressStream(stream, &target, &source)
    if ZSTD_isError(status) != 0 { throw fault(ZSTD_getErrorCode(status), path: input.path) }
    input.consume(source.pos)
    isInsideFrame = status != 0
    return target.pos
  }

  private func fault(_ code: ZSTD_ErrorCode, path: String) -> StreamFault {
    switch code {
    case ZSTD_error_memory_allocation: .history(.outOfMemory(path: path))
    case ZSTD_error_frameParameter_windowTooLarge: .content(.windowTooLarge)
    case ZSTD_error_dictionary_wrong: .content(.needsDictionary)
    case ZSTD_error_prefix_unknown where !isInsideFrame: .content(.trailingBytes(.zstd))
    default: .content(.damaged(.zstd))
    }
  }
}
