/// A person of a commit, at an instant.
package struct Signature: Sendable, Hashable {
  /// As the commit has it.
  package let name: String
  /// As the commit has it, without brackets.
  package let email: String
  /// Seconds since 1970 in UTC.
  package let secondsSinceEpoch: Int64
  /// The writer's offset from UTC.
  package let offsetMinutes: Int
}

/// One line of the last paragraph of a message, such as `Reviewed-by: Alice`.
package struct Trailer: Sendable, Hashable {
  /// As written; git compares keys without case.
  package let key: String
  /// Without the spaces around it; folded lines are joined by one space.
  package let value: String

  /// Makes a trailer from its parts.
  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

/// What a commit says.
package struct Commit: Sendable, Hashable {
  /// Its own id.
  package let id: ObjectID
  /// The tree of its files.
  package let tree: ObjectID
  /// In the commit's order. A commit at a shallow clone's cut still names parents it has not.
  package let parents: [ObjectID]
  /// Who wrote the change.
  package let author: Signature
  /// Who made the commit.
  package let committer: Signature
  /// The whole message; bytes that are not UTF-8 are replaced, Latin-1 is converted.
  package let message: String
  /// The first paragraph in one line, as git's `%s`.
  package let subject: String
  /// As `git interpret-trailers --parse` gives them.
  package let trailers: [Trailer]
}
