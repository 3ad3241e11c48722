package import CEL
import Diagnostics

/// Edits the files of a policy in place; what would not load afterwards is not written.
package struct PolicyEditor: Sendable {
  private let tree: PolicyTree
  private let limits: LoadingLimits

  /// - Parameter tree: the files as they are on disk.
  package init(_ tree: PolicyTree, limits: LoadingLimits = .standard) {
    self.tree = tree
    self.limits = limits
  }

  /// Where exceptions that suspend a rule are written.
  package static let suspensionsPath = "exceptions/suspensions.yaml"

  /// Writes `certified` of a rule.
  /// - Throws: why it cannot be done, or what would be wrong with the result.
  package func certifying(
    _ rule: Rule, _ certification: WrittenCertification
  ) throws(EditProblem) -> EditedFile {
    let path = rule.location.path
    let edited = try certifying(rule.id, in: path, list: "rules", certification)
    let policy = try loading(edited)
    guard policy.rule(rule.id)?.certified == certification.read else {
      throw .changesMore(path: path)
    }
    return edited
  }

  /// Writes `certified` of a standing break-glass.
  /// - Throws: why it cannot be done, or what would be wrong with the result.
  package func certifying(
    _ exception: PolicyException, _ certification: WrittenCertification
  ) throws(EditProblem) -> EditedFile {
    let path = exception.location.path
    let edited = try certifying(exception.id, in: path, list: "exceptions", certification)
    let policy = try loading(edited)
    guard policy.exception(exception.id)?.certified == certification.read else {
      throw .changesMore(path: path)
    }
    return edited
  }

  private func certifying(
    _ id: ID, in path: String, list: String, _ certification: WrittenCertification
  ) throws(EditProblem) -> EditedFile {
    guard let file = tree.files.first(where: { $0.path == path }) else {
      throw .unreadable(path: path)
    }
    let member = EditValue.Member(
      "certified",
      .flow(.init("on", .text(certification.on)), .init("by", .text(certification.by.text))))
    return try YAMLEditor(file, limits: limits)
      .edited(.set(member, of: id, in: list, after: "recertify"))
  }

  /// Adds the exception that suspends a rule, in a file of its own that is made if it is missing.
  /// - Throws: why it cannot be done, or what would be wrong with the result.
  package func suspending(_ suspension: Suspension) throws(EditProblem) -> EditedFile {
    let path = Self.suspensionsPath
    let edited = try appending(suspension.entry, to: "exceptions", of: path)
    let policy = try loading(edited)
    guard let written = policy.exception(suspension.id), suspension.isSaid(by: written) else {
      throw .changesMore(path: path)
    }
    return edited
  }

  /// Adds tests as the last ones of a file, which is made if it is missing.
  /// - Throws: why it cannot be done; whether the tests load and pass is not looked at.
  package func adding(
    _ tests: [WrittenTest], to path: String
  ) throws(EditProblem) -> EditedFile {
    var editor = self
    var edited: EditedFile?
    for test in tests {
      let next = try editor.appending(test.entry, to: "tests", of: path)
      editor = PolicyEditor(editor.tree(with: next), limits: limits)
      edited = EditedFile(
        path: path, bytes: next.bytes, lineNumber: edited?.lineNumber ?? next.lineNumber)
    }
    guard let edited else { throw .unreadable(path: path) }
    return edited
  }

  /// Adds a test as the last one of a file, which is made if it is missing.
  /// - Throws: why it cannot be done, or what would be wrong with the result.
  package func adding(_ test: WrittenTest, to path: String) throws(EditProblem) -> AddedTest {
    let edited = try appending(test.entry, to: "tests", of: path)
    let policy = try loading(edited)
    let loaded = PolicyLoader(limits: limits).loadTests(tree(with: edited), of: policy)
    guard !loaded.diagnostics.hasErrors else { throw .wouldNotLoad(loaded.diagnostics) }
    guard let added = loaded.tests.last(where: { $0.location.path == path }),
      added.name.hasSameUTF8(as: test.name)
    else { throw .changesMore(path: path) }
    return AddedTest(file: edited, test: added)
  }

  private func appending(
    _ entry: EditValue, to list: String, of path: String
  ) throws(EditProblem) -> EditedFile {
    if let file = tree.files.first(where: { $0.path == path }) {
      return try YAMLEditor(file, limits: limits).edited(.append(entry, to: list))
    }
    let lines = EditWriting().lines(.init(list, .list([entry], .block)))
    return EditedFile(
      path: path, bytes: Array((lines.joined(separator: "\n") + "\n").utf8), lineNumber: 2)
  }

  private func tree(with edited: EditedFile) -> PolicyTree {
    var tree = tree
    tree.files.removeAll { $0.path == edited.path }
    tree.files.append(PolicyFile(path: edited.path, bytes: edited.bytes))
    return tree
  }

  /// The policy with a file in its new form.
  private func loading(_ edited: EditedFile) throws(EditProblem) -> Policy {
    let tree = tree(with: edited)
    let loaded = PolicyLoader(limits: limits).load(tree)
    guard let policy = loaded.policy else { throw .wouldNotLoad(loaded.diagnostics) }
    return policy
  }
}

/// A test that was added to a file.
package struct AddedTest: Sendable {
  /// With the test in it.
  package var file: EditedFile
  /// As it is read back.
  package var test: PolicyTest
}

/// A certification as it is written.
package struct WrittenCertification: Sendable, Equatable {
  /// A day, such as `2026-11-21`, or an instant.
  package let on: String
  /// A member.
  package let by: ID
  /// What that means.
  package let instant: Timestamp

  /// Of a day: its start in UTC.
  package init(day instant: Timestamp, by: ID) {
    let dayLength = 10
    on = String(instant.description.prefix(dayLength))
    self.by = by
    self.instant = instant.startOfDay
  }

  /// As it is read back.
  package var read: Certification { Certification(on: instant, by: by.text) }
}

extension Timestamp {
  /// Midnight UTC at the start of the day.
  package var startOfDay: Timestamp {
    let day: Int64 = 86_400
    let rest = ((seconds % day) + day) % day
    return Timestamp(seconds: seconds - rest) ?? self
  }
}
