import Foundation
import History
import PolicyCore
import Testing

/// Files of the cache that are not what was written, and histories that are not what was read.
struct CacheHardshipTests {
  private static let lines = [
    #"{"id":"a","time":"2026-03-01T10:00:00.5Z","subject":{"id":"s"},"action":"grant","#
      + #""resource":{"id":"d"},"outcome":{"status":"approved","at":"2026-03-02T00:00:00Z"}}"#,
    #"{"id":"b","time":"2026-03-01T10:00:00Z","subject":{"id":"t"},"action":"grant","#
      + #""resource":{"id":"d"}}"#,
    "{bad", #"{"id":"a"}"#,
  ].joined(separator: "\n")

  private static let layout = ColumnLayout(
    [["subject", "id"], ["resource"]].map { FieldPath($0) })

  /// An entry of a small history.
  private static func kept(
    isCompressed: Bool = false
  ) async throws -> (fixture: CacheFixture, sources: [HistorySource], entry: [UInt8]) {
    let fixture = try CacheFixture()
    let bytes = isCompressed ? StoredGzip.member(Array(lines.utf8)) : Array(lines.utf8)
    let sources = [try fixture.write(bytes)]
    await fixture.expectSame(sources, layout, isCached: false)
    let entry = try Data(contentsOf: URL(fileURLWithPath: fixture.entryPath()))
    return (fixture, sources, Array(entry))
  }

  private static func read(
    _ sources: [HistorySource], _ fixture: CacheFixture
  ) async -> ColumnReading {
    await ColumnReading(sources, layout, [.standard], ColumnSettings(), cache: fixture.cache)
  }

  /// Reads with a bent entry in its place: the same answer, or an entry that is known to be no
  /// good.
  private static func expectNoticed(
    _ bent: [UInt8], at path: String, _ oracle: OracleHistory, _ sources: [HistorySource],
    _ fixture: CacheFixture, _ comment: Comment
  ) async throws {
    try Data(bent).write(to: URL(fileURLWithPath: path))
    let reading = await read(sources, fixture)
    if case .corruptCache = reading.error { return }
    if !reading.isCached { #expect(fixture.takeNotes() == ["cache-damaged"], comment) }
    reading.expectSame(as: oracle, comment)
  }

  @Test(arguments: [false, true])
  func noticesEveryFlippedByte(isCompressed: Bool) async throws {
    let (fixture, sources, entry) = try await Self.kept(isCompressed: isCompressed)
    let path = try fixture.entryPath()
    let oracle = OracleHistory(sources, Self.layout, [.standard])
    var noticed = 0
    for index in entry.indices {
      var bent = entry
      bent[index] ^= 1 << UInt8(index % 8)
      try await Self.expectNoticed(bent, at: path, oracle, sources, fixture, "byte \(index)")
      if try Data(contentsOf: URL(fileURLWithPath: path)) != Data(bent) { noticed += 1 }
    }
    #expect(noticed > 64, "what is damaged on opening is written anew")
  }

  @Test func noticesWhereAnEntryWasCut() async throws {
    let (fixture, sources, entry) = try await Self.kept()
    let path = try fixture.entryPath()
    let oracle = OracleHistory(sources, Self.layout, [.standard])
    for count in stride(from: 0, to: entry.count, by: 7) {
      try await Self.expectNoticed(
        Array(entry[..<count]), at: path, oracle, sources, fixture, "cut at \(count)")
    }
  }

  /// With checksums that hold: whatever comes out, nothing breaks.
  @Test(arguments: [false, true])
  func survivesForgedEntries(isCompressed: Bool) async throws {
    let (fixture, sources, entry) = try await Self.kept(isCompressed: isCompressed)
    let path = try fixture.entryPath()
    let forger = EntryForger(entry)
    var refused = 0
    for index in 64..<forger.tableOffset {
      for mask: UInt8 in [0xFF, 1] {
        try Data(forger.forged(index, mask)).write(to: URL(fileURLWithPath: path))
        let reading = await Self.read(sources, fixture)
        if reading.error != nil || !reading.isCached { refused += 1 }
      }
    }
    #expect(refused > 100)
  }

  @Test(arguments: [8, 12, 16, 20])
  func doesNotUseOtherFormats(offset: Int) async throws {
    let (fixture, sources, entry) = try await Self.kept()
    var other = entry
    other[offset] ^= 3
    try Data(EntryForger.sealed(other)).write(to: URL(fileURLWithPath: fixture.entryPath()))
    await fixture.expectSame(sources, Self.layout, isCached: false)
    #expect(fixture.takeNotes() == ["cache-damaged"])
    await fixture.expectSame(sources, Self.layout, isCached: true)
  }

  // MARK: - Histories

  @Test func readsWhatWasChanged() async throws {
    let (fixture, _, _) = try await Self.kept()
    // The same size and inode.
    let path = fixture.folder.appendingPathComponent("h.ndjson").path
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data(Self.lines.replacing("\"t\"", with: "\"u\"").utf8))
    try file.close()
    try fixture.settle(path)
    let sources = [HistorySource.file(path: path, name: "h.ndjson")]
    await fixture.expectSame(sources, Self.layout, isCached: false)
    await fixture.expectSame(sources, Self.layout, isCached: true)
    #expect(fixture.files.count == 1, "what is read anew takes the place of what was read")
    let grown = [try fixture.write(Self.lines + "\n" + #"{"id":"c"}"#)]
    await fixture.expectSame(grown, Self.layout, isCached: false)
  }

  @Test func doesNotKeepWhatMayJustBeWrittenTo() async throws {
    let fixture = try CacheFixture()
    let path = fixture.folder.appendingPathComponent("h.ndjson").path
    try Data(Self.lines.utf8).write(to: URL(fileURLWithPath: path))
    // In the future by the file's own word: it cannot be told from a change that comes.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 3600)], ofItemAtPath: path)
    try fixture.settle(path)
    let sources = [HistorySource.file(path: path, name: "h.ndjson")]
    await fixture.expectSame(sources, isCached: false)
    await fixture.expectSame(sources, isCached: false)
    #expect(fixture.files.isEmpty && fixture.takeNotes().isEmpty)
  }

  @Test func doesNotKeepWhatChangesWhileItIsRead() async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(Self.lines)]
    var settings = ColumnSettings()
    settings.cache = fixture.cache
    let groups = RowGroups(
      sources: sources, layout: Self.layout, schemas: [.standard], settings: settings)
    _ = try await groups.read { next in
      while try await next() != nil {}
      _ = try fixture.write(Self.lines)
    }
    #expect(fixture.files.isEmpty)
  }

  @Test func saysThatALineIsNotWhatItWas() async throws {
    let (fixture, sources, _) = try await Self.kept()
    var settings = ColumnSettings()
    settings.cache = fixture.cache
    let groups = RowGroups(
      sources: sources, layout: Self.layout, schemas: [.standard], settings: settings)
    _ = try await groups.read { next in
      let group = try #require(try await next()).group
      _ = try group.item(at: 0)
      _ = try fixture.write(Self.lines)
      #expect(throws: HistoryError.changed(path: "h.ndjson")) { try group.item(at: 1) }
    }
  }
}
