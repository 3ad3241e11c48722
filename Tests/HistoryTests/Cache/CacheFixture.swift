import Diagnostics
import Foundation
import History
import PolicyCore
import Synchronization
import Testing

/// A folder with histories, and beside them a cache; removed with the last who holds it.
final class CacheFixture: Sendable {
  let folder: URL
  private let notes = Mutex<[Diagnostic]>([])

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cache-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var cacheFolder: URL { folder.appendingPathComponent("cache") }

  var cache: HistoryCache {
    var cache = HistoryCache(folder: cacheFolder.path) { [self] note in
      notes.withLock { $0.append(note) }
    }
    cache.leastHistoryByteCount = 0
    return cache
  }

  /// The codes of what was said since this was last asked.
  func takeNotes() -> [String] {
    notes.withLock { notes in
      defer { notes = [] }
      return notes.map(\.code)
    }
  }

  /// The files of the cache, but for its lock.
  var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cacheFolder.path)) ?? []
    return names.filter { $0 != "lock" }.sorted()
  }

  /// The file of the only entry.
  func entryPath() throws -> String {
    try cacheFolder.appendingPathComponent(#require(files.first)).path
  }

  /// Writes a history, and waits until the file system's clock has moved on: a history that may
  /// just
  /// be written to is not kept.
  func write(_ bytes: [UInt8], as name: String = "h.ndjson") throws -> HistorySource {
    let path = folder.appendingPathComponent(name).path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try settle(path)
    return .file(path: path, name: name)
  }

  func write(_ text: String, as name: String = "h.ndjson") throws -> HistorySource {
    try write(Array(text.utf8), as: name)
  }

  func settle(_ path: String) throws {
    let written = try changeTime(path)
    let probe = folder.appendingPathComponent("probe").path
    repeat {
      try Data([1]).write(to: URL(fileURLWithPath: probe))
    } while try changeTime(probe) <= written
    try FileManager.default.removeItem(atPath: probe)
  }

  /// Waits until what is used next is used later than all that is there.
  func settleCache() throws {
    for file in files { try settle(cacheFolder.appendingPathComponent(file).path) }
  }

  /// In nanoseconds.
  private func changeTime(_ path: String) throws -> Int {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
  }

  /// Reads a history through the cache, and holds it against the slow reading.
  @discardableResult
  func expectSame(
    _ sources: [HistorySource], _ layout: ColumnLayout = .usual,
    _ schemas: [RequestSchema] = [.standard], _ settings: ColumnSettings = ColumnSettings(),
    isCached: Bool, _ comment: Comment = ""
  ) async -> ColumnReading {
    let oracle = OracleHistory(
      sources, layout, schemas, limits: settings.limits, identity: settings.identity)
    let reading = await ColumnReading(sources, layout, schemas, settings, cache: cache)
    reading.expectSame(as: oracle, comment)
    #expect(reading.isCached == isCached, comment)
    return reading
  }
}
