import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// When rules came to mean what they meant at a commit; each commit and rule is looked up once.
struct RuleHistory {
  private struct Question: Hashable {
    let rule: ID
    let commit: ObjectID
  }

  private var policies = CommitPolicies()
  private var lines: [ObjectID: PolicyLine] = [:]
  private var places: [ObjectID: (line: ObjectID, place: Int)] = [:]
  private var answers: [Question: DecidingRule] = [:]

  /// The policy of a commit; nil where it has none that loads, or the commit is not here.
  mutating func policy(
    of commit: ObjectID, in repository: borrowing PolicyRepository
  ) throws -> Policy? {
    do {
      return try policies.version(of: commit, in: repository).loaded?.policy
    } catch let error as GitStoreError {
      guard error.isMissing else { throw error }
      return nil
    }
  }

  /// A rule or exception at a commit, without its last change; nil where nobody knows it.
  mutating func entry(
    _ id: ID, at commit: ObjectID, in repository: borrowing PolicyRepository
  ) throws -> DecidingRule? {
    try policy(of: commit, in: repository).flatMap { PolicyEntry(id, in: $0) }.map {
      DecidingRule(id: id, title: $0.title, owner: $0.owner, lastChange: nil)
    }
  }

  /// A rule or exception at a commit, with its last change.
  mutating func rule(
    _ id: ID, at commit: ObjectID, in repository: borrowing PolicyRepository
  ) throws -> DecidingRule {
    let question = Question(rule: id, commit: commit)
    if let known = answers[question] { return known }
    var answer = DecidingRule(id: id, title: nil, owner: nil, lastChange: nil)
    if let policy = try policy(of: commit, in: repository), let entry = PolicyEntry(id, in: policy)
    {
      answer.title = entry.title
      answer.owner = entry.owner
      answer.lastChange = try lastChange(of: entry, at: commit, in: repository)
    }
    answers[question] = answer
    return answer
  }

  /// Goes back along first parents to the last version where the entry meant something else; what is
  /// in the same file, unchanged, is not read again. Versions that do not load decide nothing, and
  /// are passed over.
  private mutating func lastChange(
    of entry: PolicyEntry, at commit: ObjectID, in repository: borrowing PolicyRepository
  ) throws -> PolicyCommit? {
    let (line, place) = try place(of: commit, in: repository)
    var oldest = place
    let file = try self.file(of: entry, at: place, of: line, repository)
    for candidate in (0..<place).reversed() {
      guard line.stretches[candidate].files != nil else { break }
      if let file, try self.file(of: entry, at: candidate, of: line, repository) == file {
        oldest = candidate
        continue
      }
      let id = line.first(of: line.stretches[candidate])
      guard let policy = try policies.version(of: id, in: repository).loaded?.policy else {
        continue
      }
      guard let before = PolicyEntry(entry.id, in: policy), before.hasSameMeaning(as: entry) else {
        break
      }
      oldest = candidate
    }
    return try repository.policyCommit(line.first(of: line.stretches[oldest]))
  }

  private func file(
    of entry: PolicyEntry, at place: Int, of line: PolicyLine,
    _ repository: borrowing PolicyRepository
  ) throws -> ObjectID? {
    let stretch = line.stretches[place]
    guard let root = stretch.files?.root else { return nil }
    let path = root.isEmpty ? entry.path : root + "/" + entry.path
    return try repository.repository.objectID(at: path, of: line.first(of: stretch))
  }

  /// The stretch that a commit is in; the line of a newer commit serves the older ones on it.
  private mutating func place(
    of commit: ObjectID, in repository: borrowing PolicyRepository
  ) throws -> (PolicyLine, Int) {
    if let known = places[commit], let line = lines[known.line] { return (line, known.place) }
    let ids = try repository.line(to: commit, named: "the history of `\(commit.hex)`")
    let line = try PolicyLine.read(ids, in: repository)
    lines[commit] = line
    for (place, stretch) in line.stretches.enumerated() {
      for id in line.ids[stretch.commits] { places[id] = (commit, place) }
    }
    return (line, line.stretches.count - 1)
  }
}

/// A rule or an exception.
private enum PolicyEntry {
  case rule(Rule)
  case exception(PolicyException)

  /// Nil where the policy has neither.
  init?(_ id: ID, in policy: Policy) {
    if let rule = policy.rule(id) {
      self = .rule(rule)
    } else if let exception = policy.exception(id) {
      self = .exception(exception)
    } else {
      return nil
    }
  }

  var id: ID {
    switch self {
    case .rule(let rule): rule.id
    case .exception(let exception): exception.id
    }
  }

  var title: String {
    switch self {
    case .rule(let rule): rule.title
    case .exception(let exception): exception.title
    }
  }

  var owner: ID? {
    switch self {
    case .rule(let rule): rule.owner
    case .exception(let exception): exception.owner
    }
  }

  /// Of its file, below the policy's folder.
  var path: String {
    switch self {
    case .rule(let rule): rule.location.path
    case .exception(let exception): exception.location.path
    }
  }

  func hasSameMeaning(as other: PolicyEntry) -> Bool {
    switch (self, other) {
    case (.rule(let one), .rule(let two)): one.hasSameMeaning(as: two)
    case (.exception(let one), .exception(let two)): one.hasSameMeaning(as: two)
    case (.rule, .exception), (.exception, .rule): false
    }
  }
}

extension GitStoreError {
  /// Whether an object is not in this clone.
  fileprivate var isMissing: Bool {
    if case .missingObject = self { return true }
    if case .unfetchedObject = self { return true }
    return false
  }
}
