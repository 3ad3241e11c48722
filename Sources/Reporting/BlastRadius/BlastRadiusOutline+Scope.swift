import Impact

extension BlastRadiusOutline {
  /// How many records the change touches, and why not the others; nil where none was replayed.
  var scope: Phrase? {
    guard radius.history.replayed > 0 else { return nil }
    switch radius.scope.cause {
    case .every(let reason): return "Looked at anew: every record, because \(Self.words(reason))."
    case .some(let entries) where entries.isEmpty:
      return "Looked at anew: no record, because nothing that decides is different."
    case .some(let entries):
      let records = Words.count(radius.history.replayed, "record", "records")
      return "Looked at anew: \(radius.scope.touched) of \(records), those \(reached(by: entries))"
        + "\(remainder)."
    }
  }

  private var remainder: Phrase {
    if radius.scope.untouched == 0 { return "" }
    if radius.scope.touched == 0 { return "; all are decided as before" }
    return radius.scope.untouched == 1
      ? "; the other is decided as before" : "; the others are decided as before"
  }

  private func reached(by entries: [BlastRadius.Scope.Entry]) -> Phrase {
    let parts = BlastRadius.Scope.Reach.allCases.compactMap { reach -> Phrase? in
      let names = Self.names(of: entries.filter { $0.reach == reach })
      guard !names.isEmpty else { return nil }
      return switch reach {
      case .say: "in which \(names) has a say"
      case .difference: "for which the condition of \(names) comes to something else"
      }
    }
    return Phrase(parts, separator: " or ")
  }

  /// `rule a`, `rule a or exception b`; of many the first three.
  private static func names(of entries: [BlastRadius.Scope.Entry]) -> Phrase {
    let shown = entries.prefix(3).map { entry -> Phrase in
      switch entry.kind {
      case .rule: "rule \(entry.id)"
      case .exception: "exception \(entry.id)"
      }
    }
    let hidden = entries.count - shown.count
    if hidden > 0 { return Phrase(shown, separator: ", ") + " or one of \(hidden) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return Phrase(shown.dropLast(), separator: ", ") + " or " + last
  }

  private static func words(_ reason: Touching.Reason) -> Words {
    switch reason {
    case .schema: Words("requests are read by another schema")
    case .directory: Words("teams, members or delegations differ")
    case .settings: Words("the default, the floors or the invariants differ")
    }
  }
}
