import CEL
import Diagnostics
import Foundation
import PolicyCore
import TestSupport
import Testing

/// The template that `precedent init` copies loads, and check finds nothing in it.
struct TemplateTests {
  @Test
  func templateLoadsWithoutADiagnosticOrFinding() throws {
    let loaded = PolicyLoader().load(PolicyTree(files: try Self.files()))
    #expect(loaded.diagnostics.map { "\($0.location?.path ?? ""): \($0.message)" } == [])
    let policy = try #require(loaded.policy)
    #expect(!policy.rules.isEmpty)
    let instant = try #require(Timestamp.parse("2026-11-21T00:00:00Z"))
    let findings = PolicyCheck().findings(in: policy, at: instant).filter { $0.severity > .note }
    #expect(findings.map(\.message) == [])
  }

  static func files() throws -> [PolicyFile] {
    let root = URL(filePath: PackageFolder.path).appending(path: "policy-repo-template")
      .resolvingSymlinksInPath()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try paths.compactMap { path in
      var isFolder: ObjCBool = false
      let place = root.appending(path: path).path
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
        !isFolder.boolValue
      else { return nil }
      return PolicyFile(path: path, bytes: Array(try Data(contentsOf: URL(filePath: place))))
    }
  }
}
