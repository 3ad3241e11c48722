/// A policy version as files, before anything of them is read.
package struct PolicyTree: Sendable {
  /// What stands in a policy folder and is no ordinary file.
  package struct Irregular: Sendable, Hashable {
    /// Relative to the policy's folder; parts are separated by `/`.
    package var path: String
    /// Such as `a symbolic link`, for the message.
    package var kind: String

    /// Makes an entry.
    package init(path: String, kind: String) {
      self.path = path
      self.kind = kind
    }
  }

  /// The ordinary files.
  package var files: [PolicyFile]
  /// Everything else, which a policy may not have.
  package var irregular: [Irregular]

  /// Makes a tree of files.
  package init(files: [PolicyFile], irregular: [Irregular] = []) {
    self.files = files
    self.irregular = irregular
  }
}

/// One file of a policy, by its path relative to the policy root.
package struct PolicyFile: Sendable, Hashable {
  /// Relative to the policy's folder; parts are separated by `/`.
  package var path: String
  /// The content.
  package var bytes: [UInt8]

  /// Makes a file.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
