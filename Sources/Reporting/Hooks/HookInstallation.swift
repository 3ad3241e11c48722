/// Hooks that were put into a repository, or taken away.
package struct HookInstallation: Sendable {
  /// What was asked for.
  package enum Action: String, Sendable { case install, uninstall }

  /// One hook, and what became of it.
  package struct Entry: Sendable {
    /// Which hook.
    package var hook: Hook
    /// What became of it.
    package var change: HookChange

    /// Makes an entry.
    package init(hook: Hook, change: HookChange) {
      self.hook = hook
      self.change = change
    }
  }

  /// What was asked for.
  package var action: Action
  /// Where git looks for the hooks, absolute.
  package var folder: String
  /// Which program the hooks run; nil when they find none.
  package var program: String?
  /// The program that is running, as a shell takes it.
  package var ownPath: String
  /// In the order of `Hook`.
  package var hooks: [Entry] = []

  /// Makes a report without hooks yet.
  package init(action: Action, folder: String, program: String?, ownPath: String) {
    self.action = action
    self.folder = folder
    self.program = program
    self.ownPath = ownPath
  }
}

/// What became of one hook.
package enum HookChange: String, Sendable, Hashable, CaseIterable {
  /// It was not there before.
  case installed
  /// Another hook was there; it is kept and runs first.
  case chained
  /// It was there with another text.
  case updated
  /// It was there as it is.
  case unchanged
  /// It is gone.
  case removed
  /// It is gone, and the one before is back.
  case restored
  /// It was not there.
  case absent
}
