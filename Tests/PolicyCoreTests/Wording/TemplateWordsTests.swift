import Diagnostics
import Foundation
import PolicyCore
import TestSupport
import Testing

/// Every condition of the template's rules in words, as reviewed by eye.
struct TemplateWordsTests {
  @Test
  func templateReadsAsReviewed() throws {
    let policy = try #require(PolicyLoader().load(PolicyTree(files: try Self.files())).policy)
    let reading = policy.schema.reading
    var lines: [String] = []
    for rule in policy.rules {
      lines.append("\(rule.id): \(rule.condition.inWords(reading))")
      for clause in rule.clauses { lines.append("  \(clause.that.inWords(reading))") }
    }
    #expect(policy.rules.count == 19)
    #expect(lines == TemplateWords.expected.split(separator: "\n").map { String($0) })
  }

  private static func files() throws -> [PolicyFile] {
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

extension Rule {
  fileprivate var clauses: [Clause] {
    switch consequence {
    case .approve, .deny: []
    case .constrain(let conditions, _): conditions
    case .review(let review): review.evidence
    }
  }
}
