import PolicyCore
import Testing

struct DirectoryTests {
  private let directory = TestPeople.directory

  @Test(
    arguments: [
      ("dana", "dana"), ("dana-admin", "dana"), ("zoe", "zoe"), ("data", "data"),
    ] as [(ID, ID)])
  func findsThePersonBehindAnAccount(_ account: ID, _ person: ID) {
    #expect(directory.person(account) == person)
  }

  @Test(
    arguments: [
      ("data", ["dana", "david", "bo"]), ("dana-admin", ["dana"]), ("olga", ["olga"]),
      ("zoe", []), ("", []), ("Data", []), ("D\u{430}ta", []),
    ] as [(ID, Set<ID>)])
  func knowsWhomAnIdNames(_ id: ID, _ people: Set<ID>) {
    #expect(directory.people(named: id) == people)
  }

  @Test func anAliasCannotTakeOverAMember() {
    let taken = Directory(members: [
      TestPeople.member("mallory", aliases: ["dana"]), TestPeople.member("dana"),
    ])
    #expect(taken.person("dana") == "dana")
  }

  @Test func aTeamMayListAnAccountOfAMember() {
    let directory = Directory(
      teams: [TestPeople.team("t", ["dana-admin", "dana"])], members: TestPeople.members)
    #expect(directory.people(ofTeam: "t") == ["dana"])
  }

  @Test func theOrderOfMembersDoesNotDecideWhoseAnAccountIs() {
    let members = [
      TestPeople.member("b", aliases: ["x"]), TestPeople.member("a", aliases: ["x"]),
    ]
    #expect(Directory(members: members).person("x") == "a")
    #expect(Directory(members: members.reversed()).person("x") == "a")
  }
}
