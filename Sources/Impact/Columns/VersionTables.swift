import CEL
import History
import PolicyCore

/// What a version comes to over all records of a history, without saying for which.
struct VersionTables: Sendable {
  /// Each once.
  var outcomes: [BaseOutcome] = []
  /// How many records come to each.
  var counts: [Int] = []
  /// Whom reviews ask; each once.
  var asked: [AskedPeople] = []
  /// How often.
  var load = ReviewLoad()

  /// Counted up whenever the same policy may come to something else, or is written otherwise.
  private static let format: Int64 = 1

  init() {}

  /// Nil for what is none of this format.
  init?(_ bytes: [UInt8]) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONReader.read(bytes) } catch { return nil }
    guard value["format"] == .integer(Self.format), let outcomes = value["outcomes"]?.array,
      let asked = value["asked"]?.array
    else { return nil }
    for entry in outcomes {
      guard let outcome = BaseOutcome(entry), let count = entry["count"]?.whole else { return nil }
      self.outcomes.append(outcome)
      counts.append(count)
    }
    for entry in asked {
      guard let people = AskedPeople(entry), let reviews = entry["reviews"]?.whole,
        let waits = entry["waits"]?.array?.compactMap(\.whole)
      else { return nil }
      self.asked.append(people)
      load.counts.append(ReviewLoad.Count(reviews: reviews, waits: waits))
    }
  }

  /// As text of one line.
  var bytes: [UInt8] {
    let outcomes = zip(outcomes, counts).map { outcome, count in
      JSONValue.object(outcome.members(count: count))
    }
    let asked = asked.enumerated().map { place, people in
      let count = place < load.counts.count ? load.counts[place] : ReviewLoad.Count()
      return JSONValue.object([
        "approvers": .array(people.approvers.sorted().map { .string($0) }),
        "unfillable": .bool(people.isUnfillable), "reviews": .integer(Int64(count.reviews)),
        "waits": .array(count.waits.map { .integer(Int64($0)) }),
      ])
    }
    let value = JSONValue.object([
      "format": .integer(Self.format), "outcomes": .array(outcomes), "asked": .array(asked),
    ])
    return Array(value.lineText.utf8)
  }
}

extension AskedPeople {
  fileprivate init?(_ value: JSONValue) {
    guard let approvers = value["approvers"]?.array?.compactMap(\.string),
      case .bool(let isUnfillable) = value["unfillable"]
    else { return nil }
    self.init(approvers: Set(approvers), isUnfillable: isUnfillable)
  }
}

extension BaseOutcome {
  fileprivate init?(_ value: JSONValue) {
    guard let tier = value["tier"]?.string.flatMap(Tier.init), let rules = value["rules"]?.names,
      let lifted = value["lifted"]?.names,
      let invariants = value["invariants"]?.array?.compactMap(\.string)
    else { return nil }
    self.init(
      tier: tier, rules: rules, lifted: Set(lifted), invariants: invariants.map { ID($0) })
  }

  fileprivate func members(count: Int) -> JSONObject {
    [
      "tier": .string(tier.rawValue), "rules": .names(rules), "count": .integer(Int64(count)),
      "lifted": .names(lifted.sorted { $0.id < $1.id }),
      "invariants": .array(invariants.map { .string($0.text) }),
    ]
  }
}

extension JSONValue {
  /// Rules as their ids, exceptions as objects.
  fileprivate static func names(_ names: [RuleName]) -> JSONValue {
    .array(
      names.map { name in
        switch name.kind {
        case .rule: .string(name.id.text)
        case .exception: .object(["exception": .string(name.id.text)])
        }
      })
  }

  /// Nil where one is none.
  fileprivate var names: [RuleName]? {
    guard let values = array else { return nil }
    let names = values.compactMap { value -> RuleName? in
      if let id = value.string { return RuleName(kind: .rule, id: ID(id)) }
      return value["exception"]?.string.map { RuleName(kind: .exception, id: ID($0)) }
    }
    return names.count == values.count ? names : nil
  }

  /// A number of things; nil for anything else.
  fileprivate var whole: Int? {
    guard case .integer(let number) = self, number >= 0 else { return nil }
    return Int(exactly: number)
  }
}
