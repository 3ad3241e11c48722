import CEL
import Diagnostics
import PolicyCore

/// What a change does to precedent.yaml.
struct SettingsDifference {
  private let context: MeaningContext
  private let old: Settings
  private let new: Settings

  init(_ context: MeaningContext) {
    self.context = context
    old = context.before.settings
    new = context.after.settings
  }

  /// What decides requests first, then safeguards.
  var changes: [MeaningChange] {
    defaultOutcome + invariants + floors + actions + gates + guards
  }

  private func setting(_ id: String, _ parts: [MeaningPart]) -> [MeaningChange] {
    guard !parts.isEmpty else { return [] }
    return [
      MeaningChange(
        kind: .setting, id: id, fate: .changed, parts: parts, location: .file("precedent.yaml"))
    ]
  }

  private func value(
    _ id: String, _ old: String, _ new: String, _ leaning: Leaning = .neither
  ) -> [MeaningChange] {
    guard !old.hasSameUTF8(as: new) else { return [] }
    return setting(id, [MeaningPart(.value, before: old, after: new, leaning)])
  }

  // MARK: - What decides

  private var defaultOutcome: [MeaningChange] {
    setting(
      "default",
      ConsequenceDifference(context, from: old.defaultOutcome, to: new.defaultOutcome).parts)
  }

  /// Only the floor of break-glass bounds what is granted; the others bound what policies may say.
  private var floors: [MeaningChange] {
    let hasBreakGlass = context.after.exceptions.contains { $0.breakGlass != nil }
    return floor("exceptionMaxDuration", \.exceptionMaxDuration)
      + floor("breakGlassMaxDuration", \.breakGlassMaxDuration, matters: hasBreakGlass)
      + floor("recertifyEvery", \.recertifyEvery)
  }

  private func floor(
    _ name: String, _ path: KeyPath<Floors, PolicyDuration>, matters: Bool = false
  ) -> [MeaningChange] {
    let (before, after) = (old.floors[keyPath: path], new.floors[keyPath: path])
    guard before != after else { return [] }
    return value(
      "floors.\(name)", before.text, after.text,
      matters ? .growing(from: before, to: after) : .neither)
  }

  /// By what an action does the reports are split; nothing is decided by it.
  private var actions: [MeaningChange] {
    Set((Array(old.actions.keys) + Array(new.actions.keys)).map { ID($0) }).sorted().flatMap {
      name in
      let before = old.direction(ofAction: name.text)
      let after = new.direction(ofAction: name.text)
      return value("actions.\(name)", before.rawValue, after.rawValue)
    }
  }

  // MARK: - Safeguards

  private var invariants: [MeaningChange] {
    InvariantDifference(context).changes
  }

  /// A gate judges changes, and decides no request.
  private var gates: [MeaningChange] {
    Set((old.gates + new.gates).map(\.id)).sorted().compactMap { id in
      let before = old.gates.first { $0.id == id }
      let after = new.gates.first { $0.id == id }
      guard let shown = after ?? before, before?.test != after?.test else { return nil }
      let part = MeaningPart(
        .value, about: shown.test.kind.rawValue, before: before?.test.limitText,
        after: after?.test.limitText, .neither)
      return MeaningChange(
        kind: .gate, id: id.text, fate: before == nil ? .added : after == nil ? .removed : .changed,
        parts: [part], location: shown.location)
    }
  }

  private var guards: [MeaningChange] {
    value("testing.changedRules", old.testing.rawValue, new.testing.rawValue)
      + CoverageKind.allCases.flatMap { kind in
        value(
          "testing.coverage.\(kind.rawValue)", old.coverage[kind]?.description ?? "none",
          new.coverage[kind]?.description ?? "none")
      }
      + value("acceptedBy", words(old.acceptedBy), words(new.acceptedBy))
      + value("protectedRef", old.protectedRef, new.protectedRef)
      + value("history", old.history.joined(separator: ", "), new.history.joined(separator: ", "))
  }

  private func words(_ teams: [ID]) -> String {
    teams.isEmpty ? "anyone" : teams.sorted().map(\.text).joined(separator: " or ")
  }
}
