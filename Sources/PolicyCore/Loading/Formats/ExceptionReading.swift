import CEL
import Diagnostics

/// Collects the exceptions of all files in `exceptions/`.
struct ExceptionReading {
  let conditions: ConditionReading
  let names: DirectoryNames
  let floors: Floors
  /// Ids of rules, also of those that could not be read; nil where some are not known.
  let ruleIDs: Set<ID>?
  private let reviews: ReviewReading
  private let consequences: ConsequenceReading
  private let terms: TermsReading
  private var registry = IDRegistry()
  private(set) var exceptions: [PolicyException] = []

  init(
    conditions: ConditionReading, names: DirectoryNames, schema: RequestSchema, floors: Floors,
    ruleIDs: Set<ID>?
  ) {
    self.conditions = conditions
    self.names = names
    self.floors = floors
    self.ruleIDs = ruleIDs
    reviews = ReviewReading(conditions: conditions, names: names, schema: schema)
    consequences = ConsequenceReading(conditions: conditions, reviews: reviews)
    terms = TermsReading(names: names)
  }

  /// Reads one file.
  mutating func read(_ root: DocumentNode?, _ reader: inout DocumentReader) {
    let shape = MappingShape("a file of exceptions", required: ["exceptions"])
    let file = reader.members(of: root, shape)
    for node in reader.list(file?["exceptions"]) ?? [] {
      if let exception = readException(node, &reader) { exceptions.append(exception) }
    }
  }

  private static let shape = MappingShape(
    "an exception",
    required: [
      "id", "title", "lifts", "when", "effect", "owner", "approvedBy", "reason", "ticket",
    ],
    optional: TermsReading.keys + ["from", "until", "breakGlass", "suppress"])

  /// Only a break-glass may stand without an end, and is then looked at again.
  private static func shape(of node: DocumentNode) -> MappingShape {
    var shape = ConsequenceReading.shape(shape, of: node)
    guard case .mapping(let members) = node.content else { return shape }
    let keys = Set(members.map(\.key))
    let isStanding =
      keys.contains("breakGlass") && keys.contains("recertify")
      && !keys.contains("until")
    if isStanding {
      shape.optional += ["recertify", "certified"]
    } else {
      shape.optional.removeAll { $0 == "from" || $0 == "until" }
      shape.required += ["from", "until"]
      let reason =
        keys.contains("breakGlass")
        ? "the exception has an end, `until`; only a standing break-glass has this key"
        : "only a standing break-glass has it"
      shape.foreign["recertify"] = reason
      shape.foreign["certified"] = reason
    }
    return shape
  }

  private mutating func readException(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> PolicyException? {
    guard let members = reader.members(of: node, Self.shape(of: node)) else { return nil }
    let id = readID(members["id"], &reader)
    let title = reader.sentence(members["title"], "`title`")
    let lifts = readLifts(members["lifts"], &reader)
    let condition = conditions.read(members["when"], &reader)
    let consequence = consequences.read(members, &reader)
    let terms = terms.read(members, &reader)
    let people = readPeople(members, &reader)
    let reason = reader.sentence(members["reason"], "`reason`")
    let ticket = reader.sentence(members["ticket"], "`ticket`")
    let window = reader.window(members, from: "from", until: "until")
    let breakGlass = readBreakGlass(members["breakGlass"], &reader)
    let recertification = reader.recertification(members)
    let suppressions = reader.suppressions(members)
    checkFloors(members, window, terms.limits, recertification.every, &reader)
    guard let (id, place) = id, let title, let lifts, let condition, let consequence,
      let owner = people.owner, let approvedBy = people.approvedBy, let reason, let ticket,
      window.until != nil || recertification.every != nil,
      breakGlass != nil || members["breakGlass"] == nil
    else { return nil }
    return PolicyException(
      id: id, title: title, lifts: lifts, condition: condition, consequence: consequence,
      limits: terms.limits, rollback: terms.rollback, obligations: terms.obligations, owner: owner,
      approvedBy: approvedBy, reason: reason, ticket: ticket, window: window,
      breakGlass: breakGlass, recertifyEvery: recertification.every,
      certified: recertification.certified, suppressions: suppressions, location: place)
  }

  private mutating func readID(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> (id: ID, place: SourceLocation)? {
    guard let node, let id = reader.id(node) else { return nil }
    let place = reader.location(node)
    registry.claim(id, as: "exception", at: place).map { reader.report($0) }
    return (id, place)
  }

  private func readLifts(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [ID]? {
    guard let nodes = reader.nonEmptyList(node, "the list of rules that are lifted") else {
      return nil
    }
    return nodes.compactMap { node in
      guard let id = reader.id(node) else { return nil }
      if let ruleIDs, !ruleIDs.contains(id) {
        reader.report(
          .unknownName(
            id.text, kind: "rule", known: ruleIDs.map(\.text), at: reader.location(node)))
      }
      return id
    }
  }

  private func readPeople(
    _ members: Members, _ reader: inout DocumentReader
  ) -> (owner: ID?, approvedBy: ID?) {
    let owner = reader.id(members["owner"])
    if let owner, let place = members["owner"] { reader.check(owner, at: place, names.checkTeam) }
    let approvedBy = reader.id(members["approvedBy"])
    if let approvedBy, let place = members["approvedBy"] {
      reader.check(approvedBy, at: place, names.checkMember)
    }
    return (owner, approvedBy)
  }

  // MARK: - Break-glass

  private func readBreakGlass(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> BreakGlass? {
    let shape = MappingShape(
      "`breakGlass`", required: ["who", "flag", "notify", "reviewWithin"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let who = reviews.selectors.readSelectors(members["who"], &reader)
    let flag = conditions.read(members["flag"], &reader)
    let notify = readNotified(members["notify"], &reader)
    let reviewWithin = reader.duration(members["reviewWithin"])
    guard let who, let flag, let notify, let reviewWithin else { return nil }
    return BreakGlass(who: who, flag: flag, notify: notify, reviewWithin: reviewWithin)
  }

  /// Ids of teams or members, or selectors.
  private func readNotified(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> [Selector]? {
    guard let nodes = reader.nonEmptyList(node, "the list of who is told") else { return nil }
    return nodes.compactMap { node in
      guard case .scalar = node.content else {
        return reviews.selectors.readSelector(node, &reader)
      }
      guard let id = reader.id(node) else { return nil }
      reader.check(id, at: node, names.checkTeamOrMember)
      return names.teams.contains(id) ? .team(id) : .user(id)
    }
  }

  // MARK: - Floors

  /// What exceeds a floor does not load (design document, section 2.3).
  private func checkFloors(
    _ members: Members, _ window: Window, _ limits: Limits?, _ every: PolicyDuration?,
    _ reader: inout DocumentReader
  ) {
    if let since = window.since, let until = window.until, let place = members["until"],
      let latest = since.adding(floors.exceptionMaxDuration), until > latest
    {
      reader.report(
        .beyondFloor(
          "the exception lasts longer than \(floors.exceptionMaxDuration)",
          floor: "exceptionMaxDuration", at: reader.location(place)))
    }
    if let every, every > floors.recertifyEvery, let place = members["recertify"] {
      reader.report(
        .beyondFloor(
          "the break-glass is looked at only every \(every); the floor is \(floors.recertifyEvery)",
          floor: "recertifyEvery", at: reader.location(place)))
    }
    guard members["breakGlass"] != nil, let place = members["limits"] else { return }
    switch limits {
    case .duration(let duration) where duration > floors.breakGlassMaxDuration:
      reader.report(
        .beyondFloor(
          "the break-glass gives access for \(duration); the floor is "
            + "\(floors.breakGlassMaxDuration)",
          floor: "breakGlassMaxDuration", at: reader.location(place)))
    case .unlimited:
      reader.report(
        .beyondFloor(
          "the break-glass gives access without a limit; the floor is "
            + "\(floors.breakGlassMaxDuration)",
          floor: "breakGlassMaxDuration", at: reader.location(place)))
    case .duration, nil: break
    }
  }
}
