/// A policy version as files, before anything of them is read.
package struct PolicyTree: Sendable {
  /// What stands in a policy folder and is no ordinary file.
  package struct Irregular: Sendable, Hashable {
    package var path: String
    /// Such as `a symbolic link`, for the message.
    package var kind: String

    package init(path: String, kind: String) {
      self.path = path
      self.kind = kind
    }
  }

  package var files: [PolicyFile]
  package var irregular: [Irregular]

  package init(files: [PolicyFile], irregular: [Irregular] = []) {
    self.files = files
    self.irregular = irregular
  }
}

/// One file of a policy, by its path relative to the policy root.
package struct PolicyFile: Sendable, Hashable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
