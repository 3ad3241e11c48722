import CEL
import Testing

/// A vocabulary of orders, so that the language knows nothing of policies here either.
enum Orders {
  typealias Noun = EnglishVocabulary.Noun

  static let vocabulary = EnglishVocabulary(
    nouns: [
      ["o", "status"]: Noun("the status", kind: .text),
      ["o", "owner"]: Noun("the order's owner", kind: .text),
      ["c", "owner"]: Noun("the customer's owner", kind: .text),
      ["c", "id"]: Noun("the customer", kind: .text),
      ["c", "groups"]: Noun(
        "the customer's groups", kind: .list, isPlural: true, holder: "the customer"),
      ["o", "items"]: Noun("the items", kind: .list, isPlural: true),
      ["o", "total"]: Noun("the total"),
      ["o", "count"]: Noun("the count"),
      ["o", "urgent"]: Noun("the urgent flag", kind: .bool),
      ["o", "paid"]: Noun(
        "the order paid", kind: .bool,
        truth: EnglishVocabulary.Truth(subject: "the order", adjective: "paid")),
      ["o", "late"]: Noun(
        "the order late", kind: .bool,
        truth: EnglishVocabulary.Truth(subject: "the order", adjective: "late")),
      ["o", "placed"]: Noun("the day of the order", kind: .instant),
      ["o", "due"]: Noun("the due day", kind: .instant),
      ["o", "wait"]: Noun("the wait", kind: .duration),
      ["now"]: Noun("the present", kind: .instant),
    ],
    groups: [
      "team": EnglishVocabulary.Group(
        member: "a member of the team", members: "the members of the team")
    ],
    clock: ["now"])

  static func words(_ source: String, longestList: Int = EnglishReading.usualListCount) throws
    -> String
  {
    EnglishReading(vocabulary: vocabulary, longestList: longestList)
      .words(for: try Syntax.parse(source))
  }
}

struct EnglishReadingTests {
  @Test(arguments: [
    Example(#"o.status == "new""#, "the status is `new`"),
    Example(#""new" == o.status"#, "the status is `new`"),
    Example(#"o.status != "new""#, "the status is not `new`"),
    Example(#"!(o.status == "new")"#, "the status is not `new`"),
    Example(#"o.status == """#, "the status is `\"\"`"),
    Example("o.owner == c.owner", "the order's owner is the customer's owner"),
    Example("o.count == null", "the count is null"),
    Example("o.count == 3", "the count is 3"),
    Example("o.count == 3u", "the count is 3 (unsigned)"),
    Example("o.total == 3.0", "the total is 3.0"), Example("o.count == -3", "the count is -3"),
    Example("o.count == o.total + 1", "the count is the total plus 1"),
    Example(#"o.status == b"x""#, "the status is the bytes `b\"x\"`"),
    Example(#"o["status"] == "new""#, "the status is `new`"),
    Example(#".o.status == "new""#, "the status is `new`"),
    Example(#"o.colour == "red""#, "the value of `o.colour` is `red`"),
  ])
  func readsEquality(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }

  @Test(arguments: [
    Example("o.total >= 3", "the total is at least 3"),
    Example("o.total > 3", "the total is more than 3"),
    Example("o.total <= 3", "the total is at most 3"),
    Example("o.total < 3", "the total is less than 3"),
    Example("3 < o.total", "the total is more than 3"),
    Example("3 >= o.total", "the total is at most 3"),
    Example("!(o.total >= 3)", "the total is not at least 3"),
    Example(#"o.wait <= duration("8h")"#, "the wait is at most 8 hours"),
    Example(#"o.wait < duration("2160h")"#, "the wait is less than 90 days"),
    Example(#"o.wait == duration("1h30m")"#, "the wait is 1 hour 30 minutes"),
    Example(#"o.wait > duration("-1500ms")"#, "the wait is more than minus 1.5 seconds"),
    Example(#"o.wait == duration("1s")"#, "the wait is 1 second"),
    Example(#"o.wait == duration("0s")"#, "the wait is 0 seconds"),
    Example("o.due > now", "the due day is after the present"),
    Example("o.due <= now", "the due day is not after the present"),
    Example("!(o.due <= now)", "the due day is after the present"),
    Example("o.due < now", "the due day is before the present"),
    Example("o.due >= now", "the due day is not before the present"),
    Example(
      #"o.due < timestamp("2026-03-01T00:00:00Z")"#, "the due day is before 2026-03-01T00:00:00Z"),
    Example(
      #"o.due - now >= duration("720h")"#,
      "the time from the present to the due day is at least 30 days"),
    Example(#"o.status < "m""#, "the status sorts before `m`"),
    Example(#"o.status <= "m""#, "the status does not sort after `m`"),
    Example(#"!(o.status <= "m")"#, "the status sorts after `m`"),
  ])
  func readsOrder(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }

  @Test(arguments: [
    Example(#"o.status in ["a"]"#, "the status is `a`"),
    Example(#"o.status in ["a", "b"]"#, "the status is `a` or `b`"),
    Example(#"o.status in ["a", "b", "c"]"#, "the status is `a`, `b` or `c`"),
    Example(#"!(o.status in ["a"])"#, "the status is not `a`"),
    Example(#"!(o.status in ["a", "b"])"#, "the status is neither `a` nor `b`"),
    Example(#"!(o.status in ["a", "b", "c"])"#, "the status is none of `a`, `b` and `c`"),
    Example("o.status in []", "the status is among the empty list"),
    Example(#"o.owner in ["a", c.owner]"#, "the order's owner is `a` or the customer's owner"),
    Example(#""vip" in c.groups"#, "the customer is in `vip`"),
    Example(#"!("vip" in c.groups)"#, "the customer is not in `vip`"),
    Example("c.id in c.groups", "the customer is among the customer's groups"),
    Example(#""x" in o.items"#, "`x` is among the items"),
    Example(#"!("x" in o.items)"#, "`x` is not among the items"),
    Example(#"c.id in team("x")"#, "the customer is a member of the team `x`"),
    Example(#"!(c.id in team("x"))"#, "the customer is not a member of the team `x`"),
    Example("c.id in team(c.owner)", "the customer is among the value of `team(c.owner)`"),
    Example(#"o.status in {"a": 1}"#, "the status is among the value of `{\"a\": 1}`"),
  ])
  func readsMembership(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }

  @Test(arguments: [
    Example("o.urgent", "the urgent flag is true"),
    Example("!o.urgent", "the urgent flag is not true"),
    Example("o.paid", "the order is paid"), Example("!o.paid", "the order is not paid"),
    Example("o.paid == true", "it is true that the order is paid"),
    Example("o.colour", "the value of `o.colour` is true"),
    Example("has(o.status)", "the status is given"),
    Example("!has(o.status)", "the status is not given"),
    Example("has(c.groups)", "the customer's groups are given"),
    Example("has(o.paid)", "it is known whether the order is paid"),
    Example("has(o.colour)", "the value of `o.colour` is given"),
    Example(#"has(o.status) && o.status == "a""#, "the status is given and is `a`"),
    Example(#"!(has(o.status) && o.status == "a")"#, "the status is not given or is not `a`"),
    Example(#"!has(o.status) || o.status == "a""#, "the status is not given or is `a`"),
    Example("has(o.paid) && o.paid", "it is known that the order is paid"),
    Example("has(o.paid) && !o.paid", "it is known that the order is not paid"),
    Example(
      "!has(o.paid) || o.paid", "it is not known whether the order is paid, or the order is paid"),
    Example(
      "has(o.paid) && has(o.late)",
      "it is known whether the order is paid, and it is known whether the order is late"),
    Example(
      "has(o.paid) && o.late", "it is known whether the order is paid, and the order is late"),
    Example(
      "has(o.paid) && o.paid == true",
      "it is known whether the order is paid, and it is true that the order is paid"),
    Example("o.paid != false", "it is not false that the order is paid"),
    Example("true", "it is always so"), Example("!true", "it is never so"),
    Example("f(o)", "the condition `f(o)` holds"),
    Example("!f(o)", "the condition `f(o)` does not hold"),
    Example("1", "the condition `1` holds"),
  ])
  func readsWhatIsTrueOrGiven(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }

  @Test(arguments: [
    Example(#"o.status.startsWith("a")"#, "the status starts with `a`"),
    Example(#"!o.status.endsWith("a")"#, "the status does not end with `a`"),
    Example(#"o.status.contains("a")"#, "the status contains `a`"),
    Example(#"o.status.matches("^a$")"#, "the status matches the pattern `^a$`"),
    Example(#"!matches(o.status, "^a$")"#, "the status does not match the pattern `^a$`"),
    Example("size(o.status) >= 20", "the length of the status is at least 20"),
    Example("o.items.size() > 0", "the number of items is more than 0"),
    Example("size(c.groups) == 1", "the number of the customer's groups is 1"),
    Example(#"size(team("x")) > 1"#, "the number of members of the team `x` is more than 1"),
    Example("size(o) > 1", "the size of the value of `o` is more than 1"),
    Example("now.getHours() >= 9", "the hour (UTC) is at least 9"),
    Example("o.due.getHours() >= 9", "the hour (UTC) of the due day is at least 9"),
    Example(
      #"now.getHours("+02:00") < 9"#, "the hour (in the time zone `+02:00`) is less than 9"),
    Example("o.wait.getHours() > 2", "the whole hours in the wait is more than 2"),
    Example("now.getDayOfWeek() == 1", "the day of the week (UTC) is Monday"),
    Example("now.getDayOfWeek() in [0, 6]", "the day of the week (UTC) is Sunday or Saturday"),
    Example(
      "!(now.getDayOfWeek() in [0, 6])",
      "the day of the week (UTC) is neither Sunday nor Saturday"),
    Example(
      "now.getDayOfWeek() >= 1",
      "the day of the week (UTC, counted from Sunday as 0) is at least 1"),
    Example(
      "now.getDayOfWeek() == 7", "the day of the week (UTC, counted from Sunday as 0) is 7"),
    Example("now.getMonth() == 11", "the month (UTC) is December"),
    Example("now.getFullYear() == 2026", "the year (UTC) is 2026"),
    Example("o.colour.getHours() > 2", "the value of `o.colour.getHours()` is more than 2"),
  ])
  func readsFunctions(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }

  @Test(arguments: [
    Example(
      #"o.items.all(i, i.startsWith("a"))"#, "every one of the items starts with `a`"),
    Example(
      #"!o.items.all(i, i.startsWith("a"))"#, "not every one of the items starts with `a`"),
    Example(#"o.items.all(i, i != "a")"#, "none of the items is `a`"),
    Example(#"!o.items.all(i, i != "a")"#, "at least one of the items is `a`"),
    Example(#"o.items.exists(i, i == "a")"#, "at least one of the items is `a`"),
    Example(#"!o.items.exists(i, i == "a")"#, "none of the items is `a`"),
    Example(#"!o.items.exists(i, i != "a")"#, "every one of the items is `a`"),
    Example(#"o.items.exists_one(i, i == "a")"#, "exactly one of the items is `a`"),
    Example(#"!o.items.exists_one(i, i == "a")"#, "not exactly one of the items is `a`"),
    Example(
      #"o.items.all(i, i == "a" || i == o.status)"#,
      "for every element `i` of the items, this holds: the value of `i` is `a`, or the value of "
        + "`i` is the status"),
    Example(
      #"!o.items.all(i, i == "a" || i == o.status)"#,
      "for at least one element `i` of the items, this holds: the value of `i` is not `a`, and the "
        + "value of `i` is not the status"),
    Example(
      "o.items.all(i, i == f(i))",
      "for every element `i` of the items, this holds: the value of `i` is the value of `f(i)`"),
    Example(
      #"o.items.all(now, now.getHours() == 1)"#,
      "for every element `now` of the items, this holds: the value of `now.getHours()` is 1"),
    Example(
      #"size(o.items.filter(i, i.contains("a"))) > 2"#,
      "the number of items (each only if it contains `a`) is more than 2"),
    Example(
      "o.items.map(i, i + 1) == [1]", "the value of `o.items.map(i, i + 1)` is the list of only 1"),
    Example("o.bag.all(k, k == 1)", "the condition `o.bag.all(k, k == 1)` holds"),
    Example(
      "o.items.all(i, v, i < v)", "the condition `o.items.all(i, v, i < v)` holds"),
    Example(
      "cel.bind(x, o.total + 1, x > 2 && x < 9)",
      "with `x` standing for the total plus 1, this holds: the value of `x` is more than 2, and the "
        + "value of `x` is less than 9"),
    Example(
      #"o.?status.orValue("none") == "none""#,
      "the status (or `none` if it has no value) is `none`"),
    Example("o.?status.hasValue()", "the status has a value"),
    Example("(o.total + 1) * 2 > 3", "(the total plus 1) times 2 is more than 3"),
    Example("-o.total > 3", "minus the total is more than 3"),
    Example(#"o.status + "x" == "ax""#, "the status followed by `x` is `ax`"),
    Example(
      "(o.paid ? 1 : 2) == o.count", "(1 if the order is paid, else 2) is the count"),
    Example(
      "o.paid ? o.urgent : o.total > 3 && o.count > 4",
      "depending on a case: (1) if the order is paid, this holds: the urgent flag is true; (2) if "
        + "not, this holds: the total is more than 3, and the count is more than 4"),
  ])
  func readsMacrosAndArithmetic(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }

  @Test(arguments: [
    Example("o.paid && o.urgent", "the order is paid, and the urgent flag is true"),
    Example("o.paid || o.urgent", "the order is paid, or the urgent flag is true"),
    Example("!(o.paid && o.urgent)", "the order is not paid, or the urgent flag is not true"),
    Example("!(o.paid || o.urgent)", "the order is not paid, and the urgent flag is not true"),
    Example(
      "o.paid && (o.urgent || o.total > 1) && o.count > 2",
      "the order is paid, and the count is more than 2, and at least one of these holds: (1) the "
        + "urgent flag is true; (2) the total is more than 1"),
    Example(
      "o.paid || o.urgent && o.total > 1",
      "at least one of these holds: (1) the order is paid; (2) the urgent flag is true, and the "
        + "total is more than 1"),
    Example(
      "(o.paid || o.urgent) && (o.total > 1 || o.count > 2)",
      "all of these hold: (1) the order is paid, or the urgent flag is true; (2) the total is more "
        + "than 1, or the count is more than 2"),
    Example(
      "o.paid || o.urgent && (o.total > 1 || o.count > 2) || o.total > 9",
      "at least one of these holds: (1) the order is paid; (2) the urgent flag is true, and at least "
        + "one of these holds: (2.1) the total is more than 1; (2.2) the count is more than 2; (3) "
        + "the total is more than 9"),
    Example(
      "o.items.exists(i, i > 1 && i < 3) && o.paid",
      "the order is paid, and for at least one element `i` of the items, this holds: the value of "
        + "`i` is more than 1, and the value of `i` is less than 3"),
  ])
  func readsWhatIsJoined(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }

  @Test func cutsLongListsAndCountsWhatWasCut() throws {
    let names = (1...100).map { "\"n\($0)\"" }.joined(separator: ", ")
    #expect(
      try Orders.words("o.status in [\(names)]", longestList: 3)
        == "the status is `n1`, `n2`, `n3` or 97 others")
    #expect(
      try Orders.words("!(o.status in [\(names)])", longestList: 2)
        == "the status is none of `n1`, `n2` and 98 others")
    #expect(
      try Orders.words(#"o.status in ["a", "b", "c"]"#, longestList: 2)
        == "the status is `a`, `b` or 1 other")
    #expect(
      try Orders.words(#"o.status in ["a", "b"]"#, longestList: 2) == "the status is `a` or `b`")
  }

  @Test(arguments: [
    Example(#"o.status == "a`b""#, #"the status is `"a\u0060b"`"#),
    Example(#"o.status == "a\nb""#, #"the status is `"a\nb"`"#),
    Example(#"o.status == "\u202e""#, #"the status is `"\u202e"`"#),
    Example(#"o.status == " a""#, #"the status is `" a"`"#),
    Example(#"o.status == "\"a\"""#, #"the status is `"\"a\""`"#),
    Example("o.`a-b`.c", #"the value of `o["a-b"].c` is true"#),
    Example("f(o.?`a-b`)", #"the condition `f(o[?"a-b"])` holds"#),
  ])
  func keepsWhatIsQuotedBetweenTwoBackticks(_ example: Example<String>) throws {
    #expect(try Orders.words(example.source) == example.outcome)
  }
}
