import Diagnostics

/// Short names of references, and the nearest to a misspelt one.
enum Naming {
  /// The known name nearest to one that is not; short when it was written short.
  static func nearest(to name: String, in references: [String]) -> String? {
    let candidates = name.hasPrefix("refs/") ? references : references.map(short)
    return Suggestion.nearest(to: name, in: candidates + ["HEAD"])
  }

  /// The name people write: without `refs/heads/`, `refs/tags/` or `refs/remotes/`.
  static func short(_ reference: String) -> String {
    for start in ["refs/heads/", "refs/tags/", "refs/remotes/"] where reference.hasPrefix(start) {
      return String(reference.dropFirst(start.count))
    }
    return reference
  }
}
