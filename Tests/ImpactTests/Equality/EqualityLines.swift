import TestSupport

/// Random lines of a history: few values, so that records meet that differ in one thing; and now and
/// then what is no record, or an odd one.
struct EqualityLines {
  private let day: Int
  /// Of a hundred fields, so many are missing, and so many malformed.
  private let missing: Int
  private let malformed: Int

  private static let people = [
    "alice", "bob", "carol", "dan", "dan@home.example", "eve", "bot", "ci",
  ]

  init(_ random: inout SeededRandom) {
    day = random.below(6) + 3
    missing = random.pick([0, 0, 5, 30])
    malformed = random.pick([0, 0, 1, 3])
  }

  func line(_ index: Int, _ random: inout SeededRandom) -> String {
    if random.chance(3) {
      return random.pick([
        "", "  ", "{", "[]", "null", #""x""#, "{}", #"{"id":1}"#, "{\"id\":\"x\(index)\"",
        #"{"id":"a"} {"id":"b"}"#, #"{"id":"\ud800","time":"2026-03-02T08:00:00Z"}"#,
      ])
    }
    // Some ids are there already.
    let id = random.chance(3) ? "x\(random.below(index + 1))" : "x\(index)"
    let hour = random.below(3) * 4 + 4
    let time = "2026-03-0\(day + random.below(2))T\(hour < 10 ? "0" : "")\(hour):00:00"
    let zone = random.chance(5) ? random.pick(["+02:00", "-00:30", "", ".5Z"]) : "Z"
    var members = [(#""id""#, "\"\(id)\""), (#""time""#, "\"\(time)\(zone)\"")]
    members += parties(&random)
    members += [(#""resource""#, resource(&random)), (#""context""#, context(&random))]
    members += whatHappened(time, &random)
    if random.chance(20) { members.shuffle(using: &random) }
    if random.chance(2), let twice = members.first { members.append(twice) }
    if random.chance(2) { members.append((#""extra""#, #"{"a":[1,{"b":null}]}"#)) }
    let space = random.chance(3) ? " " : ""
    return object(members.filter { _ in !random.chance(missing / 15) }, space: space)
  }

  // MARK: - The request

  private func parties(_ random: inout SeededRandom) -> [(String, String)] {
    let action = random.pick(["grant", "grant", "revoke", "extend", "other"])
    let isBare = random.chance(70)
    var members = [
      (#""subject""#, subject(&random)),
      (#""action""#, isBare ? "\"\(action)\"" : #"{"name":"\#(action)"}"#),
    ]
    if random.chance(10) { members.append((#""requester""#, person(&random))) }
    if random.chance(10) { members.append((#""actors""#, #"[{"id":"bot"},"ci"]"#)) }
    return members
  }

  private func subject(_ random: inout SeededRandom) -> String {
    let seen = "2026-03-0\(day - random.below(3))T0\(random.below(8)):00:00Z"
    return fields(
      [
        ("id", person(&random)), ("type", random.pick([#""human""#, #""human""#, #""workload""#])),
        ("owner", person(&random)), ("observedAt", "\"\(seen)\""),
        ("groups", list(["\"eng\"", "\"ops\""], &random)),
      ], &random)
  }

  private func resource(_ random: inout SeededRandom) -> String {
    let seen = "2026-03-0\(day - random.below(2))T00:00:00Z"
    let members = [
      ("id", "\"s\(random.below(3))\""), ("level", number(&random)), ("size", size(&random)),
      (
        "kind",
        random.pick([#""db""#, #""disk""#, #""db""#, #""disk""#, #""wiki""#, #""d\u0062""#])
      ),
      ("owner", random.chance(20) ? #""security""# : person(&random)),
      ("owners", list([person(&random), "\"data\"", person(&random)], &random)),
      ("observedAt", "\"\(seen)\""),
    ]
    guard random.chance(5) else { return fields(members, &random) }
    // As AuthZEN has it.
    return object([
      (#""id""#, "\"s0\""), (#""properties""#, fields(Array(members.dropFirst()), &random)),
    ])
  }

  private func context(_ random: inout SeededRandom) -> String {
    let risk = fields(
      [
        ("score", number(&random)),
        ("labels", random.pick([#"{"k":"v"}"#, "{}", #"{"k":"w","l":"v"}"#])),
      ], &random)
    return fields(
      [
        ("flag", random.pick(["true", "false"])),
        ("tags", list(["\"x\"", "\"xy\"", "\"z\""], &random)),
        ("at", "\"2026-03-0\(day - random.below(3))T1\(random.below(10)):00:00Z\""),
        ("duration", random.pick([#""1h""#, #""2h""#, #""120m""#, #""3h30m""#])), ("risk", risk),
      ], &random)
  }

  // MARK: - Values

  private func person(_ random: inout SeededRandom) -> String {
    "\"\(random.pick(Self.people))\""
  }

  private func number(_ random: inout SeededRandom) -> String {
    guard random.chance(malformed * 2) else { return "\(random.below(4))" }
    return random.pick(["1.0", "2e0", "-0", "0.10e1", "9007199254740993", "1E400", "01", "1.5"])
  }

  private func size(_ random: inout SeededRandom) -> String {
    random.pick(["0", "1", "1.5", "1.50", "15e-1", "0.1", "2.0", "9e1"])
  }

  private func list(_ items: [String], _ random: inout SeededRandom) -> String {
    "[" + items.filter { _ in random.chance(50) }.joined(separator: ",") + "]"
  }

  private func fields(_ members: [(String, String)], _ random: inout SeededRandom) -> String {
    var kept: [(String, String)] = []
    for (name, value) in members where !random.chance(name == "id" ? missing / 10 : missing) {
      let wrong = ["null", "1", "\"\"", "[]", "{}", "true", "[[]]", "\"2026-02-30T00:00:00Z\""]
      let isWrong = random.chance(malformed)
      let written = random.chance(1) ? "\"\\u00\(hex(name))\(name.dropFirst())\"" : "\"\(name)\""
      kept.append((written, isWrong ? random.pick(wrong) : value))
    }
    return object(kept)
  }

  /// The first letter as an escape has it.
  private func hex(_ name: String) -> String { String(name.utf8.first ?? 0, radix: 16) }

  private func object(_ members: [(String, String)], space: String = "") -> String {
    "{" + members.map { "\($0):\(space)\($1)" }.joined(separator: "," + space) + "}"
  }

  // MARK: - What happened

  private func whatHappened(
    _ time: String, _ random: inout SeededRandom
  ) -> [(String, String)] {
    var members: [(String, String)] = []
    let start = time.prefix(11)
    let approvals = (0..<random.below(4)).map { index in approval(start, index, &random) }
    if !approvals.isEmpty || random.chance(5) {
      members.append((#""approvals""#, "[" + approvals.joined(separator: ",") + "]"))
    }
    let at = "\(start)\(random.below(3) + 14):\(random.pick(["00:00Z", "30:00Z", "00:00.25Z"]))"
    let status = random.pick(["approved", "denied", "withdrawn", "expired"])
    let by = random.pick([#","by":"alice""#, #","by":"policy""#, ""])
    let instant = random.chance(90) ? #","at":"\#(at)""# : ""
    if random.chance(85) {
      members.append((#""outcome""#, #"{"status":"\#(status)"\#(instant)\#(by)}"#))
    } else if random.chance(malformed) {
      members.append((#""outcome""#, random.pick(["null", #"{"status":"lost"}"#, "{}"])))
    }
    return members
  }

  private func approval(
    _ start: Substring, _ index: Int, _ random: inout SeededRandom
  ) -> String {
    let verdict = random.chance(85) ? "approve" : "deny"
    var members = [
      (#""by""#, person(&random)), (#""verdict""#, "\"\(verdict)\""),
      (#""at""#, "\"\(start)\(random.below(4) + 12):0\(index):00Z\""),
    ]
    if random.chance(15) { members.append((#""onBehalfOf""#, person(&random))) }
    if random.chance(20) { members.append((#""reason""#, #""Fine.""#)) }
    if random.chance(5) {
      members.append((#""requestSha256""#, "\"\(String(repeating: "0", count: 64))\""))
    }
    if random.chance(malformed) { members.removeFirst() }
    return object(members)
  }
}
