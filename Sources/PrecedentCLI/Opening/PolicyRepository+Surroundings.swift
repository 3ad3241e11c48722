import CEL
import GitStore
import PolicyCore

extension PolicyRepository {
  /// The parts of a policy that decide.
  private static let decidingParts: Set<String> = [
    settingsFile, "schema", "rules", "exceptions", "directory",
  ]
  /// Commits looked at for the last authors of files.
  private static let greatestCommitCount = 2_000

  /// What a check of a version needs to know besides its policy.
  /// - Parameter merged: the commits that a commit of what is staged would merge into HEAD.
  func surroundings(
    of version: PolicyVersion, _ policy: Policy, merging merged: [ObjectID] = []
  ) throws -> CheckSurroundings {
    guard let root = version.root else { return .none }
    var surroundings = CheckSurroundings(unusedFixtures: try unusedFixtures(of: version, root))
    let parents =
      if let commit = version.commit { try repository.commit(commit).parents } else {
        merged.isEmpty ? [] : [try repository.commitID(of: "HEAD")] + merged
      }
    surroundings.evilMerge = try ownChanges(of: version, merging: parents, root)
    guard let commit = version.commit else { return surroundings }
    if policy.rules.contains(where: { $0.certified != nil }) {
      surroundings.lastAuthors = try lastAuthors(of: commit, root)
    }
    return surroundings
  }

  // MARK: - Fixtures

  /// Fixtures whose name stands in no file of tests; a comment counts, so that nothing that is used
  /// is named.
  private func unusedFixtures(of version: PolicyVersion, _ root: String) throws -> [String] {
    let snapshot = try repository.snapshot(
      of: version.source, root: root, selecting: .named(["tests"]))
    let tests = snapshot.files.filter { $0.path.hasSuffix(".yaml") }
      .map { String(decoding: $0.bytes, as: UTF8.self) }
    return snapshot.files.map(\.path).filter { path in
      guard path.hasPrefix("tests/fixtures/"), path.hasSuffix(".json") else { return false }
      let name = String(path.split(separator: "/").last ?? "")
      return !tests.contains { $0.containsUTF8(name) }
    }
  }

  // MARK: - Merges

  /// What a merge of two parents holds besides what git merges by itself; nil for every other
  /// version, and where the parents or what they have in common are not here.
  private func ownChanges(
    of version: PolicyVersion, merging parents: [ObjectID], _ root: String
  ) throws -> CheckSurroundings.EvilMerge? {
    guard parents.count == 2 else { return nil }
    guard let automatic = try automaticMerge(parents[0], parents[1], root) else { return nil }
    let listing = try repository.listing(
      of: version.source, root: root, selecting: .named(Self.decidingParts))
    let here = Dictionary(listing.files.map { ($0.path, $0.objectID) }) { first, _ in first }
    let merged = automatic.files.filter { Self.decides($0.key) }
    // Whoever is about to conclude a merge has to resolve its conflicts; a reader of the commit
    // should look at how.
    var paths: Set<String> = version.commit == nil ? [] : automatic.conflicts.filter(Self.decides)
    for (path, object) in here
    where merged[path] != object && !automatic.conflicts.contains(path) { paths.insert(path) }
    for path in merged.keys where here[path] == nil { paths.insert(path) }
    return paths.isEmpty ? nil : .init(commit: version.commit?.hex, paths: paths.sorted())
  }

  private func automaticMerge(
    _ first: ObjectID, _ second: ObjectID, _ root: String
  ) throws(GitStoreError) -> AutomaticMerge? {
    do throws(GitStoreError) {
      return try repository.automaticMerge(of: first, second, below: root)
    } catch {
      switch error {
      case .missingObject, .unfetchedObject: return nil
      default: throw error
      }
    }
  }

  private static func decides(_ path: String) -> Bool {
    decidingParts.contains(path.split(separator: "/").first.map(String.init) ?? "")
  }

  // MARK: - Authors

  /// Who authored the last commit that changed each file of rules, on the first-parent line.
  private func lastAuthors(of tip: ObjectID, _ root: String) throws -> [String: String] {
    let walk = try repository.commits(
      from: [tip], parents: .first, limit: Self.greatestCommitCount)
    var newer = try rules(of: tip, root)
    var wanted = Set(newer.keys)
    var authors: [String: String] = [:]
    for (id, older) in zip(walk.ids, walk.ids.dropFirst()) where !wanted.isEmpty {
      let before = try rules(of: older, root)
      for path in wanted where before[path] != newer[path] {
        authors[path] = try repository.commit(id).author.email
        wanted.remove(path)
      }
      newer = before
    }
    // What the first commit already had is its author's, if that commit is here.
    guard let first = walk.ids.last, !walk.isLimited, walk.cutAt.isEmpty else { return authors }
    for path in wanted { authors[path] = try repository.commit(first).author.email }
    return authors
  }

  private func rules(of id: ObjectID, _ root: String) throws -> [String: ObjectID?] {
    let listing = try repository.listing(
      of: .commit(id), root: root, selecting: .named(["rules"]))
    return Dictionary(listing.files.map { ($0.path, $0.objectID) }) { first, _ in first }
  }
}
