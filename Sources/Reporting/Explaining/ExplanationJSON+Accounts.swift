import CEL
import PolicyCore

extension JSONValue {
  static func account(_ rule: RuleAccount) -> JSONValue {
    let (state, details) = rule.state.json
    var json: JSONObject = [
      "rule": .string(rule.rule.text), "title": .string(rule.title),
      "effect": .string(rule.effect.rawValue), "state": .string(state),
      "lapsed": .bool(rule.hasLapsed), "stale": .bool(rule.isStale),
      "error": .text(rule.error), "inWords": .text(rule.reading),
      "because": .array(rule.parts.map { .part($0) }),
      "at": .text(rule.location.fileAndLine),
    ]
    for member in details.members { json[member.name] = member.value }
    return .object(json)
  }

  static func account(_ exception: ExceptionAccount) -> JSONValue {
    let (state, details) = exception.state.json
    var json: JSONObject = [
      "exception": .string(exception.exception.text), "title": .string(exception.title),
      "breakGlass": .bool(exception.isBreakGlass), "lifts": .ids(exception.lifts),
      "state": .string(state), "because": .array(exception.parts.map { .part($0) }),
      "at": .text(exception.location.fileAndLine),
    ]
    for member in details.members { json[member.name] = member.value }
    return .object(json)
  }

  static func account(_ invariant: InvariantAccount) -> JSONValue {
    let state =
      switch invariant.state {
      case .asksItsOwner: "asks-its-owner"
      case .respected: "respected"
      case .notAboutIt: "not-about-it"
      }
    return .object([
      "invariant": .string(invariant.invariant.text), "title": .string(invariant.title),
      "owner": .string(invariant.owner.text), "state": .string(state),
      "error": .text(invariant.error), "because": .array(invariant.parts.map { .part($0) }),
      "at": .text(invariant.location.fileAndLine),
    ])
  }

  static func requirement(
    _ requirement: RequirementAccount, _ deadline: Timestamp?, _ audience: Audience
  ) -> JSONValue {
    let state = requirement.state
    let isTold = audience != .requester
    return .object([
      "stage": .count(state.stage), "count": .count(state.count),
      "from": .texts(state.from.map(\.description)),
      "reasonRequired": .bool(state.isReasonRequired),
      "eligible": .count(requirement.eligibleCount),
      "eligiblePeople": isTold ? .ids(state.eligible) : .null,
      "deputies": isTold
        ? .array(
          requirement.deputies.map {
            .object(["of": .string($0.of.text), "by": .string($0.by.text)])
          }) : .null,
      "filledBy": .array(
        state.filledBy.map {
          .object([
            "by": .string($0.by.text), "onBehalfOf": .text($0.onBehalfOf?.text),
            "at": .instant($0.at),
          ])
        }),
      "missing": .count(state.missing), "until": .instant(deadline),
    ])
  }

  static func clause(_ clause: ClauseState) -> JSONValue {
    var json: JSONObject = [
      "rule": .text(clause.rule?.text),
      // Nobody is told the condition who must not learn how to get around it.
      "that": clause.that.isEmpty ? .null : .string(clause.that),
      "because": .string(clause.because), "holds": .bool(clause.holds),
    ]
    if case .errs(let message) = clause.truth { json["error"] = .string(message) }
    return .object(json)
  }

  static func part(_ part: DecidingPart) -> JSONValue {
    var json: JSONObject = ["that": .string(part.text), "holds": .bool(part.truth == .holds)]
    if case .errs(let message) = part.truth { json["error"] = .string(message) }
    json["reads"] = .array(part.values.map { .readValue($0) })
    return .object(json)
  }

  private static func readValue(_ read: ReadValue) -> JSONValue {
    var json: JSONObject = ["field": .string(read.path.description)]
    switch read.finding {
    case .value(let value): json["value"] = value
    case .present: json["present"] = .bool(true)
    case .absent: json["present"] = .bool(false)
    case .unreadable(let message): json["error"] = .string(message)
    }
    return .object(json)
  }
}

extension RuleAccount.State {
  fileprivate var json: (String, JSONObject) {
    switch self {
    case .applies(let effect): ("applies", ["appliesAs": .string(effect.rawValue)])
    case .lifted(let exceptions): ("lifted", ["liftedBy": .ids(exceptions)])
    case .notMatched: ("not-matched", [:])
    case .notYet(let since): ("not-yet", ["since": .instant(since)])
    case .ended(let until): ("ended", ["until": .instant(until)])
    case .errs: ("in-error", [:])
    }
  }
}

extension ExceptionAccount.State {
  fileprivate var json: (String, JSONObject) {
    switch self {
    case .active(let lifted, let effect):
      ("active", ["lifted": .ids(lifted), "appliesAs": .string(effect.rawValue)])
    case .joins(let effect): ("in-error", ["appliesAs": .string(effect.rawValue)])
    case .errs: ("in-error", [:])
    case .notYet(let since): ("not-yet", ["since": .instant(since)])
    case .ended(let until): ("ended", ["until": .instant(until)])
    case .nothingToLift: ("nothing-to-lift", [:])
    case .mayNotLift(let rules): ("may-not-lift", ["denying": .ids(rules)])
    case .notForThem: ("not-for-them", [:])
    case .notMatched: ("not-matched", [:])
    case .lapsed: ("lapsed", [:])
    }
  }
}
