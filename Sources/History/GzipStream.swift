import CZlib

/// A gzip decoder (RFC 1952), of several members one after the other.
struct GzipStream: ~Copyable {
  /// zlib keeps the address of its stream, so that it may not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isInsideMember = true
  /// Whether the last output was full, so that more may wait although all input was taken.
  private var hasMoreOutput = false
  /// A fault that was found after bytes that were still good: they are given away before it.
  private var pendingFault: StreamFault?

  init(path: String) throws(HistoryError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipOnly: Int32 = 16
    let status = inflateInit2_(
      stream, MAX_WBITS + gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      stream.deallocate()
      throw .outOfMemory(path: path)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Decodes into the front of a buffer; 0 at the end of the last member.
  mutating func read(
    into output: UnsafeMutableRawBufferPointer, from input: inout StoredBuffer
  ) throws(StreamFault) -> Int {
    if let pendingFault { throw pendingFault }
    while true {
      if input.isEmpty, !hasMoreOutput, try !input.refill() {
        if isInsideMember { throw .content(.endsEarly(.gzip)) }
        return 0
      }
      if !isInsideMember { try startMember(input) }
      let count = try inflate(into: output, from: &input)
      if count > 0 { return count }
    }
  }

  /// RFC 1952 section 2.2: members simply follow one another.
  private mutating func startMember(_ input: borrowing StoredBuffer) throws(StreamFault) {
    guard input.unread[0] == CompressedFormat.gzip.magic[0] else {
      throw .content(.trailingBytes(.gzip))
    }
    inflateReset(stream)
    isInsideMember = true
  }

  private mutating func inflate(
    into output: UnsafeMutableRawBufferPointer, from input: inout StoredBuffer
  ) throws(StreamFault) -> Int {
    let unread = input.unread
    stream.pointee.next_in = unread.baseAddress
    stream.pointee.avail_in = UInt32(unread.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: output.count)
    let offered = stream.pointee.avail_out
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    input.consume(unread.count - Int(stream.pointee.avail_in))
    let count = Int(offered - stream.pointee.avail_out)
    try take(status, path: input.path, count: count)
    hasMoreOutput = isInsideMember && count == Int(offered)
    return count
  }

  private mutating func take(_ status: Int32, path: String, count: Int) throws(StreamFault) {
    switch status {
    case Z_STREAM_END: isInsideMember = false
    case Z_OK, Z_BUF_ERROR: break
    case Z_MEM_ERROR: throw .history(.outOfMemory(path: path))
    default: pendingFault = .content(.damaged(.gzip))
    }
    if let pendingFault, count == 0 { throw pendingFault }
  }
}
