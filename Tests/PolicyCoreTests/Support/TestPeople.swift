import Diagnostics
import PolicyCore

/// The people of the tests: the first letter of a name is that of the team.
enum TestPeople {
  static let place = SourceLocation.file("directory/people.yaml")

  static let teams = [
    team("data", ["dana", "david", "bo"]),
    team("security", ["sara", "simon", "bo", "eve", "robo"]),
    team("owners", ["olga", "otto"]),
  ]

  static let members = [
    member("dana", aliases: ["dana-admin", "dana-oncall"]),
    member("david"), member("sara"), member("simon"), member("olga"), member("otto"),
    member("bo"), member("sam", aliases: ["sam-admin"]),
    member("eve", until: "2026-02-01T00:00:00Z"),
    member("robo", kind: .agent, owner: "security"),
    member("ci", kind: .workload, owner: "data"),
    member("pet", kind: .agent, owner: "dana", aliases: ["pet-2"]),
    member("cub", kind: .agent, owner: "pet"),
  ]

  static let directory = Directory(teams: teams, members: members)

  static func team(_ id: ID, _ members: [ID]) -> Team {
    Team(id: id, members: members, location: place)
  }

  static func member(
    _ id: ID, kind: Member.Kind = .human, owner: ID? = nil, aliases: [ID] = [],
    until: String? = nil
  ) -> Member {
    Member(
      id: id, kind: kind, owner: owner, aliases: aliases, until: until.map { instant($0) },
      location: place)
  }
}
