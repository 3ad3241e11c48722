import CEL
import Diagnostics

/// Reads the parts of directory files that hold conditions: delegations, and the authority of
/// members. They come after teams and members, which conditions can name.
struct DirectoryConditionReading {
  let conditions: ConditionReading
  let names: DirectoryNames
  /// By id.
  let members: [ID: Member]
  private(set) var delegations: [Delegation] = []
  private(set) var authorities: [ID: Condition] = [:]

  init(conditions: ConditionReading, directory: Directory, names: DirectoryNames) {
    self.conditions = conditions
    self.names = names
    members = directory.members
  }

  /// Reads one file, whose other parts have been read.
  mutating func read(_ root: DocumentNode, _ reader: inout DocumentReader) {
    guard case .mapping(let written) = root.content else { return }
    for member in written {
      switch member.key {
      case "members": readAuthorities(member.value, &reader)
      case "delegations":
        for node in reader.list(member.value) ?? [] { readDelegation(node, &reader) }
      default: break
      }
    }
  }

  /// A list that is none, and members that are no mappings, have been reported.
  private mutating func readAuthorities(_ node: DocumentNode, _ reader: inout DocumentReader) {
    guard case .list(let nodes) = node.content else { return }
    for node in nodes {
      guard case .mapping(let written) = node.content,
        let place = written.first(where: { $0.key == "id" })?.value,
        case .scalar(let id) = place.content,
        let authority = written.first(where: { $0.key == "authority" })
      else { continue }
      if members[ID(id.text)]?.kind == .human {
        reader.report(
          .keyDoesNotBelong(
            "authority", because: "the member is human, and a human needs none",
            at: reader.location(authority.keyRange)))
      }
      authorities[ID(id.text)] = conditions.read(authority.value, &reader)
    }
  }

  private mutating func readDelegation(_ node: DocumentNode, _ reader: inout DocumentReader) {
    let shape = MappingShape(
      "a delegation", required: ["from", "to", "starts", "ends", "reason"],
      optional: ["scope", "suppress"])
    guard let written = reader.members(of: node, shape) else { return }
    let from = readHuman(written["from"], &reader)
    let to = readHuman(written["to"], &reader)
    let scope = conditions.read(written["scope"], &reader)
    let window = reader.window(written, from: "starts", until: "ends")
    let reason = reader.sentence(written["reason"], "`reason`")
    let suppressions = reader.suppressions(written)
    guard let place = written["from"], let from, let to, let reason, window.until != nil,
      window.since != nil, scope != nil || written["scope"] == nil
    else { return }
    if from == to, let second = written["to"] {
      reader.report(.delegatesToSelf(from.text, at: reader.location(second)))
    }
    delegations.append(
      Delegation(
        from: from, to: to, scope: scope, window: window, reason: reason,
        suppressions: suppressions, location: reader.location(place)))
  }

  /// Both ends are human: only a human answers for himself.
  private func readHuman(_ node: DocumentNode?, _ reader: inout DocumentReader) -> ID? {
    guard let node, let id = reader.id(node) else { return nil }
    reader.check(id, at: node, names.checkMember)
    if let member = members[id], member.kind != .human {
      reader.report(
        .delegateNotHuman(id.text, kind: member.kind.rawValue, at: reader.location(node)))
    }
    return id
  }
}
