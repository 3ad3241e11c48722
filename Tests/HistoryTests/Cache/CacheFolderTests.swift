import Foundation
import History
import PolicyCore
import TestSupport
import Testing

/// What stands in the folder of the cache, who may see it, and when it goes.
struct CacheFolderTests {
  private static func text(_ id: String, rows: Int = 3) -> String {
    (0..<rows).map { row in
      #"{"id":"\#(id)\#(row)","time":"2026-03-01T10:00:00Z","subject":{"id":"s"},"#
        + #""action":"grant","resource":{"id":"d"}}"#
    }.joined(separator: "\n")
  }

  private static func read(_ sources: [HistorySource], _ cache: HistoryCache) async -> Bool {
    await ColumnReading(sources, .usual, [.standard], ColumnSettings(), cache: cache).isCached
  }

  private static func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func isForItsOwnerAlone() async throws {
    let fixture = try CacheFixture()
    _ = await Self.read([try fixture.write(Self.text("a"))], fixture.cache)
    #expect(try Self.mode(fixture.cacheFolder.path) == 0o700)
    #expect(try Self.mode(fixture.entryPath()) == 0o600)
  }

  @Test func isNotUsedWhereOthersMayWrite() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a"))]
    try FileManager.default.createDirectory(
      at: fixture.cacheFolder, withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o777], ofItemAtPath: fixture.cacheFolder.path)
    await fixture.expectSame(sources, isCached: false)
    await fixture.expectSame(sources, isCached: false)
    #expect(fixture.files.isEmpty)
    #expect(fixture.takeNotes() == ["cache-unusable", "cache-unusable"])
  }

  @Test func doesNotUseFilesThatOthersMayWrite() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a"))]
    await fixture.expectSame(sources, isCached: false)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: fixture.entryPath())
    await fixture.expectSame(sources, isCached: false)
    await fixture.expectSame(sources, isCached: true)
  }

  @Test func keepsNothingOfSmallHistoriesAndStreams() async throws {
    let fixture = try CacheFixture()
    var cache = fixture.cache
    cache.leastHistoryByteCount = 4 << 20
    _ = await Self.read([try fixture.write(Self.text("a"))], cache)
    _ = await Self.read([.text(Self.text("a"))], fixture.cache)
    #expect(fixture.files.isEmpty && fixture.takeNotes().isEmpty)
  }

  @Test func removesWhatWasNotUsedForLongest() async throws {
    let fixture = try CacheFixture()
    let sources = try ["a", "b", "c"].map { [try fixture.write(Self.text($0), as: $0)] }
    for source in sources.prefix(2) {
      #expect(await !Self.read(source, fixture.cache))
      try fixture.settleCache()
    }
    let size = try #require(
      FileManager.default.attributesOfItem(atPath: fixture.entryPath())[.size] as? Int)
    // Later than the other.
    #expect(await Self.read(sources[0], fixture.cache))
    try fixture.settleCache()
    var cache = fixture.cache
    cache.greatestByteCount = size * 5 / 2
    #expect(await !Self.read(sources[2], cache))
    #expect(fixture.files.count == 2)
    #expect(await Self.read(sources[0], fixture.cache))
    #expect(await Self.read(sources[2], fixture.cache))
    #expect(await !Self.read(sources[1], fixture.cache))
  }

  @Test func doesNotKeepMoreThanTheWholeCache() async throws {
    let fixture = try CacheFixture()
    var cache = fixture.cache
    cache.greatestByteCount = 100
    #expect(await !Self.read([try fixture.write(Self.text("a"))], cache))
    #expect(fixture.files.isEmpty)
    #expect(fixture.takeNotes() == ["cache-unusable"])
  }

  @Test func leavesNothingOfAReadingThatEnds() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a", rows: 40))]
    var settings = ColumnSettings()
    settings.cache = fixture.cache
    settings.rowsPerGroup = 7
    func readOne() async throws {
      let groups = RowGroups(
        sources: sources, layout: .usual, schemas: [.standard], settings: settings)
      _ = try await groups.read { next in
        _ = try await next()
        #expect(fixture.files.count == 1)
      }
    }
    try await readOne()
    #expect(fixture.files.isEmpty)
  }

  @Test func letsTwoWriteAtOnce() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a", rows: 40))]
    var settings = ColumnSettings()
    settings.cache = fixture.cache
    settings.rowsPerGroup = 7
    let one = RowGroups(sources: sources, layout: .usual, schemas: [.standard], settings: settings)
    _ = try await one.read { next in
      let other = RowGroups(
        sources: sources, layout: .usual, schemas: [.standard], settings: settings)
      _ = try await other.read { otherNext in
        while try await next() != nil { _ = try await otherNext() }
        #expect(fixture.files.count == 2)
        while try await otherNext() != nil {}
      }
    }
    #expect(fixture.files.count == 1)
    await fixture.expectSame(sources, isCached: true)
  }

  @Test func trustsAndLeavesNothingOfWritersThatAreGone() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a"))]
    await fixture.expectSame(sources, isCached: false)
    let entry = try fixture.entryPath()
    try FileManager.default.moveItem(atPath: entry, toPath: entry + ".0.part")
    try FileManager.default.copyItem(atPath: entry + ".0.part", toPath: entry + ".5.part")
    await fixture.expectSame(sources, isCached: false)
    #expect(fixture.files == [URL(fileURLWithPath: entry).lastPathComponent])
  }

  // MARK: - Beside entries

  @Test func keepsResultsBesideAnEntry() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a"))]
    await fixture.expectSame(sources, isCached: false)
    let entry = try Self.entry(sources, fixture)
    let name = String(repeating: "a1", count: 32)
    #expect(entry.attachment(named: name) == nil)
    try entry.attach(named: name, sections: [[1, 2, 3], [], [4]])
    let file = try #require(entry.attachment(named: name))
    let first: Packed<UInt8> = try file.section(0)
    let last: Packed<UInt8> = try file.section(2)
    #expect(first.withElements { Array($0) } == [1, 2, 3] && last[0] == 4)
    #expect(throws: HistoryError.self) { let _: Packed<UInt64> = try file.section(0) }
    let folder = try #require(try CacheFolder.open(fixture.cacheFolder.path, isMade: false))
    #expect(folder.histories().map(\.attachmentCount) == [1])
    #expect(try folder.clear(usedBefore: nil).entryCount == 1)
    #expect(fixture.files.isEmpty)
  }

  @Test(arguments: ["", "../../x", String(repeating: "G", count: 64), "a/b"])
  func takesNoOtherNames(name: String) async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a"))]
    await fixture.expectSame(sources, isCached: false)
    let entry = try Self.entry(sources, fixture)
    #expect(throws: CacheFailure.notKeepable) { try entry.attach(named: name, sections: []) }
    #expect(entry.attachment(named: name) == nil)
  }

  @Test func doesNotUseResultsOfAnotherContent() async throws {
    let fixture = try CacheFixture()
    var sources = [try fixture.write(Self.text("a"))]
    await fixture.expectSame(sources, isCached: false)
    let name = String(repeating: "0", count: 64)
    try Self.entry(sources, fixture).attach(named: name, sections: [[7]])
    let path = fixture.folder.appendingPathComponent("h.ndjson").path
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data(Self.text("b").utf8))
    try file.close()
    try fixture.settle(path)
    sources = [.file(path: path, name: "h.ndjson")]
    await fixture.expectSame(sources, isCached: false)
    #expect(try Self.entry(sources, fixture).attachment(named: name) == nil)
  }

  private static func entry(
    _ sources: [HistorySource], _ fixture: CacheFixture
  ) throws -> CacheEntry {
    var settings = ColumnSettings()
    settings.cache = fixture.cache
    let groups = RowGroups(
      sources: sources, layout: .usual, schemas: [.standard], settings: settings)
    guard case .cached(let entry) = groups.origin else { throw NotKept() }
    return entry
  }

  private struct NotKept: Error {}

  // MARK: - Listing and verifying

  @Test func removesNothingThatIsNotOurs() async throws {
    let fixture = try CacheFixture()
    _ = await Self.read([try fixture.write(Self.text("a"))], fixture.cache)
    let foreign = fixture.cacheFolder.appendingPathComponent("notes.columns").path
    try Data([1]).write(to: URL(fileURLWithPath: foreign))
    let folder = try #require(try CacheFolder.open(fixture.cacheFolder.path, isMade: false))
    #expect(folder.histories().map(\.columnCount) == [ColumnLayout.usual.paths.count])
    #expect(folder.histories().first?.description?.rowCount == 3)
    #expect(try folder.clear(usedBefore: 0).entryCount == 0)
    #expect(try folder.clear(usedBefore: nil).entryCount == 1)
    #expect(fixture.files == ["notes.columns"])
  }

  @Test func verifiesWhatIsKept() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.text("a"))]
    await fixture.expectSame(sources, isCached: false)
    var cache = fixture.cache
    cache.isVerified = true
    #expect(await !Self.read(sources, cache))
    #expect(fixture.takeNotes() == ["cache-agrees"])
    let path = try fixture.entryPath()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = try #require(bytes.firstRange(of: Data("a0a1a2".utf8))).lowerBound
    bytes[place] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(await !Self.read(sources, cache))
    #expect(fixture.takeNotes() == ["cache-differs"])
    await fixture.expectSame(sources, isCached: true)
  }
}
