import CEL
import Diagnostics

// What several formats say in the same way: windows, certifications, suppressions.

extension DocumentReader {
  /// From one key until another; an end that is not after the start is reported.
  mutating func window(_ members: Members, from start: String, until end: String) -> Window {
    let since = instant(members[start])
    let until = instant(members[end])
    if let since, let until, until <= since, let first = members[start], let last = members[end] {
      report(.endsBeforeStart(end, start, at: location(last), start: location(first)))
    }
    return Window(since: since, until: until)
  }

  /// `recertify: { every: 180d }` and `certified: { on: ..., by: ... }`.
  mutating func recertification(
    _ members: Members
  ) -> (every: PolicyDuration?, certified: Certification?) {
    let recertify = self.members(
      of: members["recertify"], MappingShape("`recertify`", required: ["every"]))
    let every = duration(recertify?["every"])
    let written = self.members(
      of: members["certified"], MappingShape("`certified`", required: ["on", "by"]))
    let on = instant(written?["on"])
    let by = sentence(written?["by"], "`by`")
    guard let on, let by else { return (every, nil) }
    return (every, Certification(on: on, by: by))
  }

  /// `suppress: [ { code: ..., reason: ..., until: ... } ]`
  mutating func suppressions(_ members: Members) -> [Suppression] {
    var found: [Suppression] = []
    for node in list(members["suppress"]) ?? [] {
      let shape = MappingShape("a suppression", required: ["code", "reason", "until"])
      guard let written = self.members(of: node, shape) else { continue }
      let code = id(written["code"])
      let reason = sentence(written["reason"], "the reason of a suppression")
      let until = instant(written["until"])
      guard let place = written["code"], let code, let reason, let until else { continue }
      found.append(
        Suppression(
          code: code.text, reason: reason, until: until, location: location(place),
          entry: members.range))
    }
    return found
  }
}
