import PolicyCore

/// Which sets of people fill all places of a review, each person one place.
///
/// By Hall's theorem (P. Hall, 1935) a set of people fills the places if and only if, for every
/// group of requirements, it holds as many people eligible for one of them as they have places.
struct ReviewDemand {
  /// Some requirements together: their places, and whoever is eligible for one of them.
  private struct Group {
    var places: Int
    var people: Set<ID>
  }

  /// What two demands have to do with each other.
  enum Order {
    case yes, no
    /// Too many requirements to tell.
    case unknown
  }

  /// Comparing looks at every pair of groups: at most 31 x 31 of them.
  private static let greatestRequirementCount = 5

  /// Every non-empty group of requirements; nil when there are too many to list.
  private let groups: [Group]?
  private let requirements: [RequirementState]

  init(_ requirements: [RequirementState]) {
    self.requirements = requirements
    guard requirements.count <= Self.greatestRequirementCount else {
      groups = nil
      return
    }
    groups = requirements.reduce(into: [Group]()) { groups, requirement in
      let own = Group(places: requirement.count, people: Set(requirement.eligible))
      groups += groups.map { group in
        Group(
          places: Self.sum(group.places, own.places), people: group.people.union(own.people))
      }
      groups.append(own)
    }
  }

  /// Whether the people there are could fill all places; of too many requirements, whether they
  /// could fill each by itself.
  var canBeFilled: Bool {
    guard let groups else { return requirements.allSatisfy { $0.eligible.count >= $0.count } }
    return groups.allSatisfy { $0.people.count >= $0.places }
  }

  /// Whether some set of people fills these places and not the others'.
  ///
  /// It exists if a group of the others has more places than these places need of its people. Of
  /// those, n places need at least n less the people who are eligible here and not there.
  func isFilledWithout(_ other: ReviewDemand) -> Order {
    guard let groups, let others = other.groups else { return .unknown }
    guard canBeFilled else { return .no }
    let exists = others.contains { theirs in
      groups.allSatisfy { ours in
        ours.places - ours.people.subtracting(theirs.people).count < theirs.places
      }
    }
    return exists ? .yes : .no
  }

  /// Counts come from policies; a huge one is as unfillable as the sum of two.
  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}
