import Diagnostics
import GitStore

/// One reference that a push changes, as git tells its hooks.
struct RefUpdate: Hashable {
  /// In full, on the side that is pushed to: `refs/heads/main`.
  let name: String
  /// What it is there now; nil where there is none, or nobody knows here.
  let old: ObjectID?
  /// What it shall be; nil to delete it.
  let new: ObjectID?

  /// A branch; tags and notes are no policy that anybody is under.
  var isBranch: Bool { name.hasPrefix("refs/heads/") }

  /// The lines of pre-push: local name and id, remote name and id (githooks(5)).
  static func pushed(_ text: String) throws(CommandFailure) -> [RefUpdate] {
    try updates(text) { words in
      words.count == 4 ? RefUpdate(name: words[2], old: words[3], new: words[1]) : nil
    }
  }

  /// The lines of pre-receive: old id, new id, name (githooks(5)).
  static func received(_ text: String) throws(CommandFailure) -> [RefUpdate] {
    try updates(text) { words in
      words.count == 3 ? RefUpdate(name: words[2], old: words[0], new: words[1]) : nil
    }
  }

  private init?(name: String, old: String, new: String) {
    guard let old = ObjectID(hex: old), let new = ObjectID(hex: new) else { return nil }
    self.init(name: name, old: old.orNone, new: new.orNone)
  }

  init(name: String, old: ObjectID?, new: ObjectID?) {
    (self.name, self.old, self.new) = (name, old, new)
  }

  /// A line that is not understood is refused: what it names would go by unjudged.
  private static func updates(
    _ text: String, _ read: ([String]) -> RefUpdate?
  ) throws(CommandFailure) -> [RefUpdate] {
    var updates: [RefUpdate] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard let update = read(words) else {
        throw CommandFailure(
          Diagnostic(
            code: "unknown-hook-input",
            message: "this line is not what git tells a hook: `\(line)`",
            help: "let git run the hook; by hand, see `git help githooks` for its input"),
          status: .usage)
      }
      updates.append(update)
    }
    return updates
  }
}

extension ObjectID {
  /// Git writes zeros for no object.
  fileprivate var orNone: ObjectID? { bytes.allSatisfy { $0 == 0 } ? nil : self }
}
