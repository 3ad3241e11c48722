import Crypto

extension CompressedFormat {
  /// The first bytes (RFC 1952 section 2.3.1, RFC 8878 section 3.1.1).
  var magic: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    }
  }

  var suffix: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }

  /// The form of a stream, by its first bytes. The name only tells what a stream was meant to be
  /// when it stops before its magic is complete.
  static func detect(_ prefix: UnsafeMutableBufferPointer<UInt8>, name: String) -> Self? {
    for format in allCases {
      if prefix.starts(with: format.magic) { return format }
      let isCut = prefix.count < format.magic.count && format.magic.starts(with: prefix)
      if isCut, name.hasSuffix(format.suffix) { return format }
    }
    return startsWithSkippableFrame(prefix) ? .zstd : nil
  }

  /// RFC 8878 section 3.1.2: 0x184D2A50 to 0x184D2A5F, little-endian.
  private static func startsWithSkippableFrame(
    _ prefix: UnsafeMutableBufferPointer<UInt8>
  ) -> Bool {
    prefix.count >= 4 && prefix[0] & 0xF0 == 0x50
      && prefix.dropFirst().starts(with: [
        0x2A, 0x4D, 0x18,
      ])
  }
}

/// The decompressed bytes of one source.
struct ContentStream: ~Copyable {
  private var input: StoredBuffer
  private var gzip: GzipStream?
  private var zstd: ZstdStream?

  init(_ source: HistorySource, chunkByteCount: Int) throws(HistoryError) {
    var input = StoredBuffer(try StoredBytes(source), chunkByteCount: chunkByteCount)
    try input.fillPrefix()
    let format = CompressedFormat.detect(input.unread, name: source.name)
    gzip = format == .gzip ? try GzipStream(path: input.path) : nil
    zstd = format == .zstd ? try ZstdStream(path: input.path) : nil
    self.input = input
  }

  /// Whether the bytes are stored as they are read.
  var isPlain: Bool { gzip == nil && zstd == nil }

  /// Stored bytes read so far.
  var byteCount: Int { input.byteCount }

  /// Whether the file is what git keeps in place of a large file (git-lfs `docs/spec.md`).
  var isGitLFSPointer: Bool {
    input.unread.starts(with: "version https://git-lfs.github.com/spec/".utf8)
  }

  /// Fills the front of a buffer; 0 at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    if gzip != nil { return try gzip?.read(into: buffer, from: &input) ?? 0 }
    if zstd != nil { return try zstd?.read(into: buffer, from: &input) ?? 0 }
    return try input.readPlain(into: buffer)
  }

  /// The digest of all stored bytes; reads what is left of them.
  mutating func finish() throws(HistoryError) -> SHA256.Digest {
    try input.drain()
    return input.digest()
  }
}
