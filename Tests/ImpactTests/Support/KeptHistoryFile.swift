import Foundation
import History
import Testing

@testable import Impact

/// A history in a file, and a cache beside it; removed with the last who holds it.
final class KeptHistoryFile: Sendable {
  private let folder: URL
  let source: HistorySource

  init(_ bytes: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kept-history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("h.ndjson").path
    source = .file(path: path, name: "h.ndjson")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try letTimePass(since: path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var cache: HistoryCache {
    var cache = HistoryCache(folder: folder.appendingPathComponent("cache").path) { _ in }
    cache.leastHistoryByteCount = 0
    return cache
  }

  /// The files of the cache, but for its lock.
  var fileCount: Int {
    let path = folder.appendingPathComponent("cache").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.count { $0 != "lock" }
  }

  /// The file in which it stands what the old version comes to.
  func versionFile() throws -> URL {
    let cache = folder.appendingPathComponent("cache")
    let names = try FileManager.default.contentsOfDirectory(atPath: cache.path)
    return cache.appendingPathComponent(try #require(names.first { $0.hasSuffix(".kept") }))
  }

  /// A history that may just be written to is not kept: the file system's clock must have moved on.
  private func letTimePass(since path: String) throws {
    let written = try changeTime(path)
    let probe = folder.appendingPathComponent("probe").path
    repeat {
      try Data([1]).write(to: URL(fileURLWithPath: probe))
    } while try changeTime(probe) <= written
  }

  /// In nanoseconds.
  private func changeTime(_ path: String) throws -> Int {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
  }
}

extension Simulation {
  /// Whether what the old version comes to can be told from what the change touches.
  var canKeepVersion: Bool {
    guard case .some = scalar.touching else { return false }
    return scalar.replayer.policyAt == nil
  }
}
