import CEL

/// Whom selectors name whatever the request is.
final class KnownPeople: Sendable {
  let all: Set<ID>
  /// The same, sorted.
  let sorted: [ID]
  /// Whether all are humans whose membership does not end: then only the parties to a request may
  /// not approve it.
  let areSimplyAsked: Bool

  init(_ all: Set<ID>, in directory: Directory) {
    self.all = all
    sorted = all.sorted()
    areSimplyAsked = all.allSatisfy { id in
      directory.members[id].map { $0.kind == .human && $0.until == nil } ?? false
    }
  }
}

/// What is known of selectors, each list of them once.
struct KnownPeopleTable {
  private let directory: Directory
  private var known: [[Selector]: KnownPeople] = [:]

  init(_ directory: Directory) { self.directory = directory }

  /// Nil where a selector reads the request. Equal selectors have the same answer.
  mutating func people(named selectors: [Selector]) -> KnownPeople? {
    if let people = known[selectors] { return people }
    guard let named = directory.people(named: selectors) else { return nil }
    let people = KnownPeople(named, in: directory)
    known[selectors] = people
    return people
  }
}

extension Directory {
  /// Nil where a selector reads the request.
  fileprivate func people(named selectors: [Selector]) -> Set<ID>? {
    var people: Set<ID> = []
    for selector in selectors {
      switch selector {
      case .team(let id) where people.isEmpty: people = self.people(ofTeam: id)
      case .team(let id): people.formUnion(self.people(ofTeam: id))
      case .user(let id): people.insert(person(id))
      case .attribute, .each: return nil
      }
    }
    return people
  }
}
