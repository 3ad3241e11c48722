import Diagnostics
import Foundation
import Impact
import PolicyCore

@testable import Reporting

/// A small policy with something of everything, and what an edit of it means.
struct EditedPolicy {
  /// One replacement in one file; of an empty text, the new one is appended.
  struct Edit: Sendable {
    var path: String
    var old: String
    var new: String

    init(_ path: String, _ old: String, _ new: String) {
      self.path = path
      self.old = old
      self.new = new
    }
  }

  struct Failure: Error { var problems: [String] }

  private var texts = Self.texts

  static func difference(_ edits: [Edit]) throws -> PolicyDifference {
    let before = EditedPolicy()
    var after = before
    for edit in edits { try after.apply(edit) }
    let (old, new) = (try before.load(), try after.load())
    var difference = PolicyDifference(
      from: old.policy, to: new.policy,
      tests: (VersionTests(tests: old.tests), VersionTests(tests: new.tests)))
    difference.noteFiles(from: old.sources, to: new.sources)
    return difference
  }

  private mutating func apply(_ edit: Edit) throws {
    let text = texts[edit.path] ?? ""
    if edit.old.isEmpty {
      texts[edit.path] = text + edit.new
    } else {
      guard let range = text.range(of: edit.old) else {
        throw Failure(problems: ["`\(edit.old)` is not in \(edit.path)"])
      }
      texts[edit.path] = text.replacingCharacters(in: range, with: edit.new)
    }
  }

  private func load() throws -> (policy: Policy, tests: [PolicyTest], sources: [SourceFile]) {
    let files = texts.filter { !$0.value.isEmpty }.map {
      PolicyFile(path: $0.key, bytes: Array($0.value.utf8))
    }
    let tree = PolicyTree(files: files)
    let loaded = PolicyLoader().load(tree)
    guard let policy = loaded.policy else {
      throw Failure(problems: loaded.diagnostics.map { "\($0.code): \($0.message)" })
    }
    let tests = PolicyLoader().loadTests(tree, of: policy)
    guard tests.diagnostics.isEmpty else {
      throw Failure(problems: tests.diagnostics.map { "\($0.code): \($0.message)" })
    }
    return (policy, tests.tests, loaded.sources)
  }
}

extension PolicyDifference {
  /// Every part on a line: `rule read: limit 12h instead of 8h: loosens`.
  var lines: [String] {
    changes.flatMap { change -> [String] in
      let fate =
        switch change.fate {
        case .added: " is new"
        case .removed: " is gone"
        case .changed: ""
        case .renamed(let old): " (before: \(old))"
        }
      let entry = "\(change.kind.rawValue) \(change.id)\(fate)"
      let parts = change.parts.flatMap { part in
        PartWords(change: change, part: part).rows.map { row in
          let leaning = Phrase(leaning: row.leaning, isWhole: false).text(.plain)
          return "\(entry): \(row.words.text(.plain)): \(leaning)"
        }
      }
      let forms = change.forms.map { "\(entry): \($0.rawValue)" }
      return parts + forms + (change.isOfFormOnly && forms.isEmpty ? [entry] : [])
    }
  }
}
