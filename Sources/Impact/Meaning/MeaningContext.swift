import CEL
import PolicyCore

/// Both versions, and what is asked about them again and again.
struct MeaningContext {
  let before: Policy
  let after: Policy
  /// Old ids of rules that have another one now.
  var renames: [ID: ID] = [:]
  private let comparer: ConditionComparer
  private let meetingBefore: ConditionMeeting
  private let meetingAfter: ConditionMeeting
  private let reading: EnglishReading

  init(from before: Policy, to after: Policy) {
    self.before = before
    self.after = after
    comparer = ConditionComparer(from: before, to: after)
    meetingBefore = ConditionMeeting(before)
    meetingAfter = ConditionMeeting(after)
    reading = after.schema.reading
  }

  // MARK: - Conditions

  /// How two conditions differ; nil where they are one and what they read is the same.
  func change(
    from old: Condition, to new: Condition, errors: ErrorMeaning
  ) -> ConditionChange? {
    let isSame = old.printed.hasSameUTF8(as: new.printed)
    guard !isSame || readsChangedTeam(new) else { return nil }
    let difference = comparer.difference(from: old, to: new, errors: errors)
    return ConditionChange(
      before: old.printed, after: new.printed, gains: side(difference.gains),
      losses: side(difference.losses))
  }

  private func side(_ possibility: Possibility) -> ConditionChange.Side {
    switch possibility {
    case .never: .none
    case .unknown: .unknown
    case .witnessed(let witnesses):
      ConditionChange.Side(
        answer: .yes,
        reasons: witnesses.map { .init(because: $0.because, inWords: inWords($0.because)) })
    }
  }

  /// Whether a condition names a team whose members differ.
  func readsChangedTeam(_ condition: Condition) -> Bool {
    condition.teams.contains {
      before.directory.teams[$0]?.members != after.directory.teams[$0]?.members
    }
  }

  /// A condition of CEL in words; as it is where it cannot be read.
  private func inWords(_ text: String) -> String {
    do throws(CompileFailure) {
      return reading.words(for: try Syntax.parse(text))
    } catch {
      return "`\(text)`"
    }
  }

  /// A condition in words.
  func inWords(_ condition: Condition) -> String { condition.inWords(reading) }

  // MARK: - Matching

  /// What it does that a rule matches more requests: beside the rules of either version, so that the
  /// way back is the other way.
  func leaning(ofMatching region: MatchLeaning.Region, _ rule: Rule) -> Leaning {
    MatchLeaning(in: before, of: rule, meetingBefore)
      .ofMatching(more: region, as: rule.consequence)
      + MatchLeaning(in: after, of: rule, meetingAfter)
      .ofMatching(more: region, as: rule.consequence)
  }

  // MARK: - People

  /// Whom selectors name, where that does not depend on a request; nil where it does.
  func people(_ selectors: [Selector], in policy: Policy) -> Set<ID>? {
    var people: Set<ID> = []
    for selector in selectors {
      switch selector {
      case .team(let id): people.formUnion(policy.directory.people(ofTeam: id))
      case .user(let id): people.insert(policy.directory.person(id))
      case .attribute, .each: return nil
      }
    }
    return people
  }

  /// More people loosen, fewer tighten.
  ///
  /// What selectors share asks alike, also where that depends on the request; of a team whose
  /// members differ the team's own change speaks.
  func leaning(asking new: [Selector], insteadOf old: [Selector]) -> Leaning {
    let (came, went) = (Set(new).subtracting(old), Set(old).subtracting(new))
    guard let oldPeople = people(old, in: before), let newPeople = people(new, in: before) else {
      return Leaning(
        loosens: came.isEmpty ? .no : went.isEmpty ? .yes : .unknown,
        tightens: went.isEmpty ? .no : came.isEmpty ? .yes : .unknown)
    }
    return Leaning(
      loosens: newPeople.isSubset(of: oldPeople) ? .no : .yes,
      tightens: oldPeople.isSubset(of: newPeople) ? .no : .yes)
  }

  func leaning(ofOwner new: ID?, insteadOf old: ID?) -> Leaning {
    leaning(
      asking: new.map { [.team($0)] } ?? [], insteadOf: old.map { [.team($0)] } ?? [])
  }
}

extension Condition {
  /// The teams that it names.
  var teams: [ID] {
    program.functionCalls.filter { $0.name == "team" }
      .compactMap { $0.stringArguments.first ?? nil }.map { ID($0) }
  }
}

extension Effect {
  /// What an error in the condition counts as (design document, section 3).
  var errors: ErrorMeaning {
    switch self {
    case .approve, .constrain: .noMatch
    case .review, .deny: .match
    }
  }
}

extension [Selector] {
  /// As people read it: `security or data`.
  var words: String { map(\.description).joined(separator: " or ") }
}
