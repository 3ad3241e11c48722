/// Writes a file of the cache, which is there whole or not at all.
///
/// Let go of before it has its name, it leaves nothing behind.
struct CacheFileWriter: ~Copyable {
  /// When the file was begun, by the clock of file systems.
  let begun: FileState.Moment
  private let folder: CacheFolder
  private let file: CacheDescriptor
  private let temporaryPath: String
  private let greatestByteCount: Int
  private var table: [UInt64] = []
  /// What stands behind what was written.
  private var buffer: [UInt8]
  private var writtenByteCount = 0
  private var isNamed = false

  private static let bufferByteCount = 1 << 20

  /// Begins a file, which has no name in the cache yet.
  /// - Parameter greatestByteCount: it is given up when it would be larger.
  static func make(
    in folder: CacheFolder, named name: String, greatestByteCount: Int
  ) throws(CacheFailure) -> CacheFileWriter {
    let (file, path) = try folder.makeTemporary(for: name)
    guard let begun = file.status?.changed else {
      folder.remove(path)
      throw .cannotWrite(path: folder.path, reason: systemMessage(0))
    }
    return CacheFileWriter(
      begun: begun, folder: folder, file: file, temporaryPath: path,
      greatestByteCount: greatestByteCount)
  }

  private init(
    begun: FileState.Moment, folder: CacheFolder, file: CacheDescriptor, temporaryPath: String,
    greatestByteCount: Int
  ) {
    self.begun = begun
    self.folder = folder
    self.file = file
    self.temporaryPath = temporaryPath
    self.greatestByteCount = greatestByteCount
    // The header comes last: before it is there, the file is none.
    buffer = [UInt8](repeating: 0, count: CacheHeader.headerByteCount)
  }

  deinit {
    if !isNamed { folder.remove(temporaryPath) }
  }

  /// How many sections there are.
  var sectionCount: Int { table.count / CacheHeader.numbersPerSection }

  /// Adds a section; its number.
  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(CacheFailure) -> Int {
    align()
    let number = sectionCount
    table.append(UInt64(writtenByteCount + buffer.count))
    table.append(UInt64(bytes.count))
    table.append(UInt64(Checksum.of(bytes)))
    guard writtenByteCount + buffer.count + bytes.count <= greatestByteCount else {
      throw .tooLarge(limit: greatestByteCount)
    }
    if bytes.count >= Self.bufferByteCount {
      try flush()
      try write(bytes)
    } else {
      buffer.append(contentsOf: bytes)
      if buffer.count >= Self.bufferByteCount { try flush() }
    }
    return number
  }

  /// Adds a section of numbers.
  @discardableResult
  mutating func append<Element: BitwiseCopyable>(
    _ elements: [Element]
  ) throws(CacheFailure) -> Int {
    try elements.withUnsafeBufferPointer { elements throws(CacheFailure) in
      try append(UnsafeRawBufferPointer(elements))
    }
  }

  /// Gives the complete file its name, in place of what had it.
  mutating func rename(to name: String) throws(CacheFailure) {
    try folder.rename(temporaryPath, to: name)
    isNamed = true
  }

  /// Completes the file, which is on disk then, under the name that it has while it is written.
  mutating func complete(_ kind: CacheHeader.Kind) throws(CacheFailure) {
    let sectionCount = sectionCount
    align()
    let tableOffset = writtenByteCount + buffer.count
    let table = table.withUnsafeBytes { Array($0) }
    buffer += table
    let header = CacheHeader(
      kind: kind, tableOffset: tableOffset, sectionCount: sectionCount,
      byteCount: writtenByteCount + buffer.count, tableChecksum: Checksum.of(table))
    try flush()
    try check(header.bytes.withUnsafeBytes { file.write($0, at: 0) })
    try check(file.synchronize())
  }

  /// Where it stands until it has its name.
  var path: String { temporaryPath }

  private mutating func align() {
    let rest = (writtenByteCount + buffer.count) % CacheHeader.alignment
    if rest > 0 {
      buffer.append(contentsOf: repeatElement(0, count: CacheHeader.alignment - rest))
    }
  }

  private mutating func flush() throws(CacheFailure) {
    try check(buffer.withUnsafeBytes { file.write($0, at: writtenByteCount) })
    writtenByteCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func write(_ bytes: UnsafeRawBufferPointer) throws(CacheFailure) {
    try check(file.write(bytes, at: writtenByteCount))
    writtenByteCount += bytes.count
  }

  private func check(_ reason: String?) throws(CacheFailure) {
    if let reason { throw .cannotWrite(path: folder.path, reason: reason) }
  }
}
