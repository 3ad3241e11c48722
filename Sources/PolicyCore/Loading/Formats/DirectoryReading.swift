import CEL
import Diagnostics

/// Collects the teams and members of all files in `directory/`.
struct DirectoryReading {
  private var teams: [Team] = []
  private var members: [Member] = []
  /// Ids of teams and members and aliases: one namespace.
  private var registry = IDRegistry()
  private var teamMembers: [NameReference] = []
  private var owners: [NameReference] = []
  /// Of the file that is read.
  private var freshness: Freshness?
  /// Ids that are declared, also where the rest of the entry is wrong.
  private(set) var names = DirectoryNames()

  /// A name that is used before everything is declared.
  private struct NameReference {
    var id: ID
    var location: SourceLocation
  }

  /// Reads one file.
  mutating func read(_ root: DocumentNode?, _ reader: inout DocumentReader) {
    let shape = MappingShape(
      "a directory file",
      optional: ["teams", "members", "delegations", "source", "syncedAt", "maxAge"])
    guard let file = reader.members(of: root, shape) else {
      names.isComplete = false
      return
    }
    freshness = readFreshness(file, &reader)
    for node in reader.list(file["teams"]) ?? [] { readTeam(node, &reader) }
    for node in reader.list(file["members"]) ?? [] { readMember(node, &reader) }
  }

  /// `syncedAt` and `maxAge` say something together only.
  private func readFreshness(_ file: Members, _ reader: inout DocumentReader) -> Freshness? {
    let source = reader.sentence(file["source"], "`source`")
    let syncedAt = reader.instant(file["syncedAt"])
    let maxAge = reader.duration(file["maxAge"])
    for (key, other) in [("syncedAt", "maxAge"), ("maxAge", "syncedAt")] {
      guard let range = file.keyRange(key), file[other] == nil else { continue }
      reader.report(
        .missingKey(other, in: "a directory file with `\(key)`", at: reader.location(range)))
    }
    guard let syncedAt, let maxAge else { return nil }
    return Freshness(source: source, syncedAt: syncedAt, maxAge: maxAge)
  }

  /// A file of the directory that cannot be read at all: names are then not looked up.
  mutating func skipFile() { names.isComplete = false }

  /// What all files say together, after every one has been read.
  func finish(_ problems: inout ProblemList) -> Directory {
    for reference in teamMembers where problems.hasRoom {
      names.checkMember(reference.id, at: reference.location).map { problems.append($0) }
    }
    for reference in owners where problems.hasRoom {
      names.checkTeamOrMember(reference.id, at: reference.location).map { problems.append($0) }
    }
    return Directory(teams: teams, members: members)
  }

  private mutating func readTeam(_ node: DocumentNode, _ reader: inout DocumentReader) {
    guard
      let team = reader.members(
        of: node, MappingShape("a team", required: ["id", "members"], optional: ["suppress"]))
    else { return }
    let people = reader.list(team["members"]) ?? []
    let ids = people.compactMap { person in
      reader.id(person).map { NameReference(id: $0, location: reader.location(person)) }
    }
    teamMembers += ids
    guard let idNode = team["id"], let id = reader.id(idNode) else { return }
    let location = reader.location(idNode)
    registry.claim(id, as: "team", at: location).map { reader.report($0) }
    names.teams.insert(id)
    teams.append(
      Team(
        id: id, members: ids.map(\.id), freshness: freshness,
        suppressions: reader.suppressions(team), location: location))
  }

  private mutating func readMember(_ node: DocumentNode, _ reader: inout DocumentReader) {
    let shape = MappingShape(
      "a member", required: ["id"],
      optional: ["kind", "owner", "aliases", "until", "authority", "suppress"])
    guard let member = reader.members(of: node, shape) else { return }
    let kind = reader.choice(member["kind"], of: Member.Kind.self)
    let owner = reader.id(member["owner"])
    if let owner, let place = member["owner"] {
      owners.append(NameReference(id: owner, location: reader.location(place)))
    }
    let until = reader.instant(member["until"])
    guard let idNode = member["id"], let id = reader.id(idNode) else { return }
    let location = reader.location(idNode)
    registry.claim(id, as: "team or member", at: location).map { reader.report($0) }
    names.members.insert(id)
    let aliases = readAliases(member["aliases"], of: id, &reader)
    members.append(
      Member(
        id: id, kind: kind ?? .human, owner: owner, aliases: aliases, until: until,
        suppressions: reader.suppressions(member), location: location))
  }

  private mutating func readAliases(
    _ node: DocumentNode?, of member: ID, _ reader: inout DocumentReader
  ) -> [ID] {
    var aliases: [ID] = []
    for place in reader.list(node) ?? [] {
      guard let alias = reader.id(place) else { continue }
      registry.claim(alias, as: "team, member or alias", at: reader.location(place))
        .map { reader.report($0) }
      names.personOfAlias[alias] = member
      aliases.append(alias)
    }
    return aliases
  }
}

/// The names that a directory declares, to look up those that policies use.
struct DirectoryNames {
  var teams: Set<ID> = []
  var members: Set<ID> = []
  var personOfAlias: [ID: ID] = [:]
  /// False where a file could not be read: then nothing is unknown for certain.
  var isComplete = true

  init() {}

  /// The names of a directory that has been read.
  init(_ directory: Directory) {
    teams = Set(directory.teams.keys)
    members = Set(directory.members.keys)
    for member in directory.members.values {
      for alias in member.aliases { personOfAlias[alias] = member.id }
    }
  }

  /// What to say if there is no such team.
  func checkTeam(_ id: ID, at location: SourceLocation) -> Diagnostic? {
    if !isComplete || teams.contains(id) { return nil }
    let help = members.contains(id) ? "this is a member; name a team" : nil
    return .unknownName(
      id.text, kind: "team", known: teams.map(\.text), at: location, help: help)
  }

  /// What to say if there is no such member.
  func checkMember(_ id: ID, at location: SourceLocation) -> Diagnostic? {
    if !isComplete || members.contains(id) { return nil }
    let help =
      personOfAlias[id].map { "this is an alias of `\($0)`; name the member" }
      ?? (teams.contains(id) ? "this is a team; name a member" : nil)
    return .unknownName(
      id.text, kind: "member", known: members.map(\.text), at: location, help: help)
  }

  /// What to say if there is neither such a team nor such a member.
  func checkTeamOrMember(_ id: ID, at location: SourceLocation) -> Diagnostic? {
    if !isComplete || teams.contains(id) || members.contains(id) { return nil }
    return .unknownName(
      id.text, kind: "team or member", known: (teams.union(members)).map(\.text), at: location,
      help: personOfAlias[id].map { "this is an alias of `\($0)`; name the member" })
  }
}

/// Ids that are taken, without regard to ASCII case.
struct IDRegistry {
  private var places: [ID: SourceLocation] = [:]

  /// Takes an id; what to say if somebody has it already.
  mutating func claim(_ id: ID, as kind: String, at location: SourceLocation) -> Diagnostic? {
    // INVARIANT: ids are ASCII, so this folds ASCII only.
    let folded = ID(id.text.lowercased())
    if let first = places[folded] {
      return .duplicateID(id.text, of: kind, at: location, first: first)
    }
    places[folded] = location
    return nil
  }
}
