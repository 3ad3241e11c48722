import CEL
import Testing

/// Pairs of conditions with how they stand to one another, and what makes the difference.
struct ConditionComparisonTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let relation: ConditionDifference.Relation
    /// Of gains.
    let gained: [String]
    /// Of losses.
    let lost: [String]
    let errors: ErrorMeaning

    init(
      _ from: String, _ to: String, _ relation: ConditionDifference.Relation,
      gained: [String] = [], lost: [String] = [], errors: ErrorMeaning = .noMatch
    ) {
      self.from = from
      self.to = to
      self.relation = relation
      self.gained = gained
      self.lost = lost
      self.errors = errors
    }

    var testDescription: String { "\(from) -> \(to)" }
  }

  @Test(arguments: cases) func tellsHowTheyStand(_ example: Case) throws {
    var world = ComparedWorld.policy
    world.teams = [["data": ["ann", "bob"]], ["data": ["ann", "bob", "cid"]]]
    let difference = try world.difference(example.from, example.to, example.errors)
    #expect(difference.relation == example.relation)
    #expect(difference.gains.witnesses.map(\.because) == example.gained)
    #expect(difference.losses.witnesses.map(\.because) == example.lost)
  }

  private static let env = "resource.environment"
  private static let role = "context.role"

  static let cases: [Case] =
    equality + numbers + texts + absence + logic + lists + times + related + teams

  private static let equality = [
    Case("\(env) == \"dev\"", "\"dev\" == \(env)", .equal),
    Case("\(env) == \"dev\"", "\(env) in [\"dev\"]", .equal),
    Case("\(env) != \"prod\"", "\(env) in [\"dev\", \"staging\"]", .equal),
    Case(
      "\(env) == \"dev\"", "\(env) in [\"dev\", \"staging\"]", .wider,
      gained: ["\(env) == \"staging\""]),
    Case(
      "\(env) in [\"dev\", \"staging\"]", "\(env) in [\"dev\"]", .narrower,
      lost: ["\(env) == \"staging\""]),
    Case(
      "\(env) == \"dev\"", "\(env) == \"prod\"", .both, gained: ["\(env) == \"prod\""],
      lost: ["\(env) == \"dev\""]),
    Case(
      "subject.id == \"ann\"", "subject.id != \"bob\"", .wider,
      gained: ["subject.id != \"ann\" && subject.id != \"bob\""]),
    Case("true", "\(env) != \"elsewhere\"", .equal),
    Case("false", "\(env) == \"elsewhere\"", .equal),
    Case(
      "subject.id in [\"a\", \"b\", \"c\", \"d\"]", "subject.id in [\"d\", \"c\", \"b\", \"a\"]",
      .equal),
  ]

  private static let numbers = [
    Case("context.risk < 50", "context.risk <= 49", .equal),
    Case("context.risk < 50", "!(context.risk >= 50)", .equal),
    Case(
      "context.risk < 50", "context.risk < 70", .wider,
      gained: ["context.risk >= 50 && context.risk < 70"]),
    Case("context.risk < 50", "context.risk <= 50", .wider, gained: ["context.risk == 50"]),
    Case("has(context.risk)", "context.risk <= 100", .equal),
    Case("context.risk > 100", "false", .equal),
    Case("resource.score == 1.0", "resource.score == 1", .equal),
    Case("resource.score < 1.0", "resource.score <= 1.0", .wider, gained: ["resource.score == 1"]),
    Case(
      "subject.level == null", "subject.level != 3", .wider,
      gained: ["subject.level != null && subject.level != 3"]),
  ]

  private static let texts = [
    Case("resource.path.startsWith(\"/a\")", "resource.path.matches(\"^/a\")", .equal),
    Case("resource.path.endsWith(\".txt\")", "resource.path.matches(\"[.]txt$\")", .equal),
    Case("resource.path.contains(\"tmp\")", "resource.path.matches(\"tmp\")", .equal),
    Case("resource.path == \"a\"", "resource.path.matches(\"^a$\")", .equal),
    Case("resource.path in [\"ab\", \"ac\"]", "resource.path.matches(\"^a[bc]$\")", .equal),
    Case(
      "resource.path.startsWith(\"/a\")", "resource.path.startsWith(\"/a/\")", .narrower,
      lost: ["resource.path.startsWith(\"/a\") && !resource.path.startsWith(\"/a/\")"]),
    Case(
      "context.ticket.matches(\"^CHG-[0-9]+$\")", "context.ticket.matches(\"^(CHG|INC)-[0-9]+$\")",
      .wider,
      gained: [
        "!context.ticket.matches(\"^CHG-[0-9]+$\") && context.ticket.matches(\"^(CHG|INC)-[0-9]+$\")"
      ]),
    Case(
      "context.ticket.matches(\"^CHG-[0-9]+$\")", "context.ticket.matches(\"CHG-[0-9]+\")", .wider,
      gained: [
        "!context.ticket.matches(\"^CHG-[0-9]+$\") && context.ticket.matches(\"CHG-[0-9]+\")"
      ]),
    Case("size(resource.path) >= 3", "resource.path.size() > 2", .equal),
    Case(
      "size(resource.path) >= 3", "size(resource.path) >= 5", .narrower,
      lost: ["size(resource.path) >= 3 && size(resource.path) < 5"]),
    Case("resource.path != \"\"", "size(resource.path) > 0", .equal),
    Case(
      "resource.path < \"b\"", "resource.path < \"c\"", .wider,
      gained: ["resource.path >= \"b\" && resource.path < \"c\""]),
  ]

  private static let absence = [
    Case("has(\(role)) && \(role) == \"reader\"", "\(role) == \"reader\"", .equal),
    Case(
      "has(\(role)) && \(role) == \"reader\"", "\(role) == \"reader\"", .wider,
      gained: ["!has(\(role))"], errors: .match),
    Case("\(role) == \"reader\"", "context.?role.orValue(\"none\") == \"reader\"", .equal),
    Case("has(\(role))", "\(role) == \(role)", .equal),
    Case(
      "!has(\(role)) || \(role) == \"reader\"", "context.?role.orValue(\"reader\") == \"reader\"",
      .equal),
    Case("has(context.device.id)", "has(context.device)", .equal),
    Case(
      "has(context.device.trusted)", "has(context.device)", .wider,
      gained: ["!has(context.device.trusted) && has(context.device)"]),
    Case("context.emergency", "has(context.emergency) && context.emergency == true", .equal),
    Case(
      "!context.emergency", "!has(context.emergency) || !context.emergency", .wider,
      gained: ["!has(context.emergency)"]),
    Case(
      "!has(resource.labels.team)", "resource.labels.team != \"x\"", .both,
      gained: ["resource.labels.team != \"x\""], lost: ["!has(resource.labels.team)"]),
  ]

  private static let logic = [
    Case("false", "true", .wider, gained: ["true"]),
    Case(
      "false", "!has(\(role)) || \(role) == \"reader\"", .wider,
      gained: ["\(role) == \"reader\"", "!has(\(role))"]),
    Case(
      "\(env) == \"dev\" && subject.id == \"a\"",
      "\(env) in [\"dev\", \"prod\"] && subject.id in [\"a\", \"b\"]", .wider,
      gained: ["subject.id == \"b\"", "\(env) == \"prod\""]),
    Case(
      "\(env) == \"dev\" && subject.type == \"human\"",
      "subject.type == \"human\" && \(env) == \"dev\"", .equal),
    Case(
      "\(env) == \"dev\" && subject.type == \"human\"", "subject.type == \"human\"", .wider,
      gained: ["\(env) != \"dev\""]),
    Case(
      "action.name == \"grant\" && \(env) == \"dev\" && subject.type == \"human\"",
      "action.name == \"grant\" && \(env) in [\"dev\", \"staging\"] && subject.type == \"human\"",
      .wider, gained: ["\(env) == \"staging\""]),
    Case(
      "\(env) == \"dev\"",
      "\(env) == \"dev\" || (action.name == \"revoke\" && subject.type == \"agent\")",
      .wider,
      gained: ["\(env) != \"dev\" && action.name == \"revoke\" && subject.type == \"agent\""]),
    // What is added is no reason for what is gained: that is what was taken away.
    Case(
      "\(env) in [\"dev\", \"staging\"] && subject.type == \"human\"",
      "\(env) in [\"dev\", \"staging\", \"prod\"] && subject.type == \"human\" && context.risk < 50",
      .both, gained: ["\(env) == \"prod\" && context.risk < 50"],
      lost: ["context.risk >= 50", "!has(context.risk)"]),
    Case(
      "!(\(env) == \"dev\" && subject.type == \"human\")",
      "\(env) != \"dev\" || subject.type != \"human\"", .equal),
    Case(
      "\(env) == \"dev\" ? subject.type == \"human\" : false",
      "\(env) == \"dev\" && subject.type == \"human\"", .equal),
    Case(
      "\(env) == \"dev\" && subject.type == \"human\"",
      "\(env) == \"dev\" || subject.type == \"human\"",
      .wider, gained: ["subject.type != \"human\"", "\(env) != \"dev\""]),
    Case("(\(env) == \"dev\") == true", "\(env) == \"dev\"", .equal),
    Case("cel.bind(e, \(env), e == \"dev\")", "cel.bind(x, \(env), x == \"dev\")", .equal),
  ]

  private static let lists = [
    Case("\"ci\" in subject.groups", "subject.groups.exists(g, g == \"ci\")", .equal),
    Case(
      "\"ci\" in subject.groups", "\"ci\" in subject.groups || \"ops\" in subject.groups", .wider,
      gained: ["!(\"ci\" in subject.groups) && \"ops\" in subject.groups"]),
    Case(
      "subject.groups.all(g, g in [\"a\"])", "subject.groups.all(g, g in [\"a\", \"b\"])", .wider,
      gained: ["!subject.groups.all(g, g in [\"a\"]) && subject.groups.all(g, g in [\"a\", \"b\"])"]
    ),
    Case("size(subject.groups) > 0", "subject.groups != []", .equal),
    Case("size(subject.groups) > 0", "subject.groups.exists(g, true)", .equal),
    Case(
      "subject.groups.all(g, g.matches(\"^[a-z]+:read$\"))",
      "subject.groups.all(g, g.matches(\"^[a-z]+:(read|write)$\"))", .wider,
      gained: [
        "!subject.groups.all(g, g.matches(\"^[a-z]+:read$\")) && subject.groups.all(g, g.matches(\"^[a-z]+:(read|write)$\"))"
      ]),
    Case(
      "size(subject.groups) >= 3", "size(subject.groups) >= 4", .narrower,
      lost: ["size(subject.groups) >= 3 && size(subject.groups) < 4"]),
    Case("subject.groups[0] == \"a\"", "subject.groups[0] in [\"a\"]", .equal),
  ]

  private static let times = [
    Case(
      "context.duration <= duration(\"4h\")", "context.duration <= duration(\"8h\")", .wider,
      gained: ["context.duration > duration(\"4h\") && context.duration <= duration(\"8h\")"]),
    Case("context.duration <= duration(\"60m\")", "context.duration <= duration(\"1h\")", .equal),
    Case("context.duration < duration(\"1h\")", "context.duration <= duration(\"59m59s\")", .equal),
    Case(
      "context.at < timestamp(\"2026-01-01T00:00:00Z\")",
      "context.at < timestamp(\"2026-01-01T01:00:00+01:00\")", .equal),
    Case(
      "context.at < timestamp(\"2026-01-01T00:00:00Z\")",
      "context.at <= timestamp(\"2026-01-01T00:00:00Z\")", .wider,
      gained: ["context.at == timestamp(\"2026-01-01T00:00:00Z\")"]),
    Case(
      "now.getHours() >= 9 && now.getHours() < 17", "now.getHours() >= 9 && now.getHours() < 18",
      .wider,
      gained: ["now.getHours() >= 17 && now.getHours() < 18"]),
    Case("now.getHours() <= 23", "true", .equal),
    Case(
      "now.getDayOfWeek() in [1, 2, 3, 4, 5] && now.getHours() < 12",
      "now.getDayOfWeek() in [1, 2, 3, 4] && now.getHours() < 12", .narrower,
      lost: ["now.getDayOfWeek() in [1, 2, 3, 4, 5] && !(now.getDayOfWeek() in [1, 2, 3, 4])"]),
    Case(
      "now - subject.observedAt < duration(\"24h\")",
      "now - subject.observedAt < duration(\"48h\")", .wider,
      gained: [
        "now - subject.observedAt >= duration(\"24h\") && now - subject.observedAt < duration(\"48h\")"
      ]),
    Case(
      "has(subject.observedAt) && now - subject.observedAt < duration(\"24h\")",
      "now - subject.observedAt < duration(\"24h\")", .equal),
  ]

  private static let related = [
    Case("subject.id == resource.owner", "resource.owner == subject.id", .equal),
    Case("subject.id == resource.owner", "!(subject.id != resource.owner)", .equal),
    Case("subject.id != resource.owner", "true", .wider, gained: ["subject.id == resource.owner"]),
    Case(
      "subject.id == resource.owner && subject.id == \"a\"",
      "resource.owner == \"a\" && subject.id == resource.owner", .equal),
    Case(
      "subject.id.lowerAscii() == \"x\"", "subject.id.lowerAscii() in [\"x\", \"y\"]", .wider,
      gained: ["subject.id.lowerAscii() != \"x\" && subject.id.lowerAscii() in [\"x\", \"y\"]"]),
    Case("subject.id.lowerAscii() == \"X\"", "false", .unknown),
  ]

  private static let teams = [
    Case(
      "subject.id in team(\"data\")", "subject.id in team(\"data\")", .wider,
      gained: ["subject.id == \"cid\""]),
    Case("subject.id in team(\"data\")", "subject.id in [\"ann\", \"bob\"]", .equal),
  ]
}
