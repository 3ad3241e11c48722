import CEL
import Diagnostics
import PolicyCore

extension Diagnostic {
  /// Every kind of place: in a line, in another file, in a file as a whole, nowhere.
  static func everything(_ plant: Planting = .ordinary) -> [Diagnostic] {
    let source = SourceFile(
      path: plant("rules/db.yaml"), text: plant("rules:\n  - id: a\n    ownr: team-data\n"))
    let text = plant("rules:\n  - id: a\n    ownr: team-data\n")
    func place(of word: String) -> SourceLocation {
      let offset = text.range(of: word).map { text.utf8.distance(from: text.startIndex, to: $0) }
      return source.location((offset ?? 0)..<((offset ?? 0) + word.utf8.count))
    }
    return [
      Diagnostic(
        code: plant("unknown-key"), message: plant("unknown key `ownr` in a rule"),
        location: place(of: "ownr"), help: plant("did you mean `owner`?")),
      Diagnostic(
        code: "duplicate-id", severity: .error, message: plant("the id `a` is taken"),
        location: SourceFile(path: plant("rules/b.yaml"), text: plant("  - id: a")).location(8..<9),
        labels: [Label(place(of: "a\n"), plant("first here"))],
        notes: [plant("ids are compared without regard to case")]),
      Diagnostic(
        code: "unowned-file", severity: .warning, message: plant("the file is not loaded"),
        location: .file(plant("rules/c.yml")), help: plant("rename it to `rules/c.yaml`")),
      Diagnostic(
        code: "no-revision", severity: .note, message: plant("there is no revision `mian`")),
    ]
  }
}

extension SuppressedFinding {
  /// One in a line of a file.
  static func everything(_ plant: Planting = .ordinary) -> SuppressedFinding {
    let place = SourceFile(path: plant("rules/a.yaml"), text: plant("  - id: a")).location(8..<9)
    return SuppressedFinding(
      finding: Diagnostic(
        code: "rule-lapses-soon", severity: .note, message: plant("`a` lapses soon"),
        location: place),
      suppression: Suppression(
        code: "rule-lapses-soon", reason: plant("The owner is on leave."),
        until: .at("2027-01-15T08:00:00Z"), location: place, entry: 0..<9))
  }
}

extension String {
  /// The first place of a word; nil when it is not there.
  fileprivate func range(of word: String) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(word) { return index }
      index = self.index(after: index)
    }
    return nil
  }
}
