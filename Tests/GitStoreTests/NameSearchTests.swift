import Testing

@testable import GitStore

struct NameSearchTests {
  /// Each commit changes something of the one before.
  private static let versions: [[String: String]] = [
    ["a": "1", "deep/er/b": "1"],
    ["a": "1", "deep/er/b": "2"],
    ["deep/precedent.yaml": "x", "deep/er/b": "2"],
    ["deep/precedent.yaml": "x", "other/precedent.yaml": "x", "precedent.yaml/c": "1"],
    ["other/precedent.yaml": "y", "same/x/precedent.yaml": "1", "same/y/precedent.yaml": "1"],
    ["a": "1"],
  ]

  @Test func findsInEachCommitWhatASearchOfItAloneFinds() throws {
    let fixture = try GitFixture()
    var search = NameSearch(named: "precedent.yaml")
    var ids: [ObjectID] = []
    for (index, files) in Self.versions.enumerated() {
      if index > 0 { try fixture.git("rm", "-r", "-q", ".") }
      ids.append(try fixture.commit("\(index)", files))
    }
    let repository = try fixture.open()
    for id in ids + ids.reversed() {
      let alone = try repository.paths(named: "precedent.yaml", in: .commit(id))
      #expect(try search.paths(in: id, of: repository) == alone)
    }
  }

  @Test func isBoundedAsAListingIs() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a/b/c": "1", "d": "2"])
    let repository = try fixture.open()
    var limits = SnapshotLimits()
    limits.entryCount = 3
    var search = NameSearch(named: "c", limits: limits)
    #expect(throws: GitStoreError.tooManyEntries(root: "", limit: 3)) {
      try search.paths(in: id, of: repository)
    }
    limits.entryCount = 4
    limits.depth = 1
    search = NameSearch(named: "c", limits: limits)
    #expect(throws: GitStoreError.tooDeep(path: "a/b", limit: 1)) {
      try search.paths(in: id, of: repository)
    }
  }

  @Test func namesTheObjectAtAPath() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a/b/c": "1"])
    let repository = try fixture.open()
    #expect(try repository.objectID(at: "a/b/c", of: id) == fixture.id("HEAD:a/b/c"))
    #expect(try repository.objectID(at: "a", of: id) == fixture.id("HEAD:a"))
    #expect(try repository.objectID(at: "a/b/c/d", of: id) == nil)
    #expect(try repository.objectID(at: "b", of: id) == nil)
  }
}
