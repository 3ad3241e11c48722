import CEL
import History
import PolicyCore
import TestSupport

/// Random schemas, layouts and records, most of which fit.
struct RandomColumns {
  var random: SeededRandom

  private static let names = ["f0", "f1", "f2", "f3", "é", "properties", "name"]
  private static let values = [
    #""a""#, #""b""#, #""""#, #""a""#, #""2026-03-01T10:00:00Z""#,
    #""2026-03-01T10:00:00.5+01:00""#,
    #""8h""#, "3", "-1.5", "1.0", "1e2", "true", "false", "null", #"["a","b"]"#, "[]",
    #"["a",1]"#, #"["a","a"]"#, "{}", #"{"f0":"a"}"#, #"{"f1":{"f2":[1,{}]},"f0":3}"#, #""\u0061""#,
    #""é😀""#, #""\ud83d\ude00""#, "9007199254740991", "9007199254740992", "123456789012345",
    #"{"f0":"a","f0":"a"}"#, #""\ud800""#, "-0", "0.10", "[[[]]]",
  ]

  // MARK: - Schemas

  mutating func schema() -> RequestSchema {
    var root = SchemaNode(types: [.object])
    for name in ["subject", "resource", "action", "context", "extra", "time", "id"] {
      guard random.chance(name == "time" || name == "id" ? 10 : 40) else { continue }
      root.properties[name] = ["time", "id"].contains(name) ? leaf(.string) : object(depth: 2)
    }
    if random.chance(20) { root.required.insert("context") }
    if random.chance(1) { root.required.insert("outcome") }
    return RequestSchema(root)
  }

  private mutating func object(depth: Int) -> SchemaNode {
    var node = SchemaNode(types: [.object])
    for name in Self.names where random.chance(35) {
      node.properties[name] = depth > 0 && random.chance(25) ? object(depth: depth - 1) : leaf(nil)
      if random.chance(3) { node.required.insert(name) }
    }
    switch random.below(20) {
    case 0: node.additional = .forbidden
    case 1: node.additional = .of(leaf(nil))
    default: break
    }
    if random.chance(10) { node.types.insert(.null) }
    return node
  }

  private mutating func leaf(_ wanted: SchemaNode.JSONType?) -> SchemaNode {
    if wanted == nil, random.chance(40) { return SchemaNode() }
    let type = wanted ?? random.pick(Array(SchemaNode.JSONType.allCases))
    var node = SchemaNode(types: [type])
    if wanted == nil, random.chance(40) {
      node.types.insert(random.pick([.string, .null, .number]))
    }
    if type == .array, random.chance(60) { node.items = [leaf(nil)] }
    switch random.below(20) {
    case 0: node.format = .dateTime
    case 1: node.format = .duration
    case 2: node.enumeration = [.string("a"), .integer(3), .array([])]
    case 3: node.bounds.lengths = 1...2
    case 4: node.bounds.minimum = 0
    case 5: node.bounds.itemCounts = 1...2
    case 6: node.bounds.hasUniqueItems = true
    case 7: node.pattern = try? RegularExpression("^[a-z]$")
    default: break
    }
    return node
  }

  mutating func layout() -> ColumnLayout {
    let tops = ["subject", "resource", "action", "context", "extra", "id", "time", "none"]
    return ColumnLayout(
      (0..<random.below(7)).map { _ in
        let depth = random.below(3)
        return FieldPath(
          [random.pick(tops)] + (0..<depth).map { _ in random.pick(Self.names + ["id"]) })
      })
  }

  // MARK: - Records

  mutating func line(_ number: Int) -> String {
    var members = [
      ("id", random.chance(3) ? #""r0""# : #""r\#(number)""#),
      ("time", random.chance(90) ? #""2026-03-01T10:00:0\#(number % 10)Z""# : value()),
      ("subject", part(#""id":"s\#(random.below(4))""#)),
      ("action", random.chance(60) ? #""grant""# : part(#""name":"grant""#)),
      ("resource", part(#""id":"d""#)),
    ]
    if random.chance(60) { members.append(("context", part(nil))) }
    if random.chance(30) { members.append(("extra", part(nil))) }
    if random.chance(40) { members.append(("approvals", approvals())) }
    if random.chance(50) { members.append(("outcome", outcome())) }
    if random.chance(3) { members.remove(at: random.below(members.count)) }
    if random.chance(2) { members.append(random.pick(members)) }
    if random.chance(20) { members.shuffle(using: &random) }
    return text(members)
  }

  private mutating func part(_ first: String?) -> String {
    if random.chance(3) { return value() }
    var members = first.map { [$0] } ?? []
    for name in Self.names where name != "properties" && random.chance(25) {
      members.append("\"\(name)\":\(value())")
    }
    if random.chance(15) {
      members.append("\"properties\":" + (random.chance(90) ? part(nil) : value()))
    }
    if random.chance(10) { members.shuffle(using: &random) }
    return "{" + members.joined(separator: random.chance(95) ? "," : " , ") + "}"
  }

  private mutating func approvals() -> String {
    let approvals = (0..<random.below(3)).map { index in
      random.chance(90)
        ? #"{"by":"x","verdict":"approve","at":"2026-03-0\#(random.below(9) + 1)T10:00:00Z"}"#
        : value()
    }
    return "[" + approvals.joined(separator: ",") + "]"
  }

  private mutating func outcome() -> String {
    let status = random.pick(["approved", "denied", "withdrawn", "expired"])
    let by = random.pick([
      "", #","by":"policy""#, #","by":"x""#, #","at":"2026-03-04T00:00:00.25Z""#,
    ])
    return random.chance(95) ? #"{"status":"\#(status)"\#(by)}"# : value()
  }

  private mutating func value() -> String {
    random.chance(70) ? #""a""# : random.pick(Self.values)
  }

  private mutating func text(_ members: [(String, String)]) -> String {
    let space = random.chance(95) ? "" : random.pick([" ", "\t", "  "])
    return "{" + members.map { "\(space)\"\($0)\"\(space):\(space)\($1)" }.joined(separator: ",")
      + "}" + space
  }
}
