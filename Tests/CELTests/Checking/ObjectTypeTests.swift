import CEL
import Testing

/// Types whose fields are known.
struct ObjectTypeTests {
  private static let city = ObjectType(
    name: "r.city", fields: ["name": ObjectField(.string), "size": ObjectField(.int)])
  private static let open = ObjectType(
    name: "open", fields: ["id": ObjectField(.string)], additional: .int)
  private static let union = ObjectType(
    name: "union", fields: ["id": ObjectField(.string)], mayBeOther: true)

  static let environment = TypeEnvironment(
    variables: [
      "r": .object(
        ObjectType(
          name: "r",
          fields: [
            "id": ObjectField(.string), "n": ObjectField(.int), "d": ObjectField(.double),
            "city": ObjectField(.object(city)), "cities": ObjectField(.list(.object(city))),
            "open": ObjectField(.object(open)), "union": ObjectField(.object(union)),
            "maybe": ObjectField(.wrapper(.string)), "any": ObjectField(.dyn),
            "tags": ObjectField(.wrapper(.list(.string))),
          ])), "now": .timestamp,
    ], functions: TypeEnvironment.comparisonsOfNumbers)

  private func check(_ source: String) throws -> CheckedTypes {
    Checker.check(try Syntax.parse(source), in: Self.environment)
  }

  @Test(arguments: [
    Example("r.id", "string"), Example("r['id']", "string"), Example("r.city.size + 1", "int"),
    Example("r.city", "map"), Example("r.?city", "optional_type(map)"),
    Example("r.?city.name", "optional_type(string)"), Example("r[?'n']", "optional_type(int)"),
    Example("r.cities[0].name", "string"), Example("r.cities.map(c, c.size)", "list(int)"),
    Example("r.cities.filter(c, c.size > 1)[0].name", "string"), Example("r.open.whatever", "int"),
    Example("r.open.id", "string"), Example("r.union.id", "string"), Example("r.union + 1", "int"),
    Example("r.union == null", "bool"), Example("r.union.exists(x, x == 1)", "bool"),
    Example("r.maybe == null", "bool"), Example("r.maybe.startsWith('a')", "bool"),
    Example("r.any.thing.more", "dyn"), Example("r.any > r.n", "bool"), Example("size(r)", "int"),
    Example("'id' in r", "bool"), Example("r == r.city", "bool"), Example("r == {'id': 1}", "bool"),
    Example("[r, r.city]", "list(map(string, dyn))"),
    Example("[r.city, r.cities[0]][0].name", "string"),
    Example("r.exists(k, k == 'id')", "bool"), Example("r.all(k, v, k != 'a' && v == 1)", "bool"),
    Example("(r.n > 1 ? r.city : r.cities[0]).name", "string"), Example("r[r.id]", "dyn"),
    Example("r.d == 1", "bool"), Example("1 != r.d", "bool"), Example("r.n in [1.5]", "bool"),
    Example("r.d < 1", "bool"), Example("r.tags.exists(t, t == 'a')", "bool"),
    Example("r.tags == null", "bool"), Example("r.tags[0]", "string"),
    Example("'a' in r.tags", "bool"),
    Example("cel.bind(c, r.city, c.name)", "string"), Example("has(r.city.name)", "bool"),
  ])
  func deduces(_ example: Example<String>) throws {
    let checked = try check(example.source)
    #expect(checked.problems == [])
    #expect(checked.result.description == example.outcome)
  }

  @Test(arguments: [
    Example("r.«idd»", "`r` has no field `idd`"), Example("«r['idd']»", "`r` has no field `idd`"),
    Example("has(r.city.«nam»)", "`r.city` has no field `nam`"),
    Example("r.?«idd»", "`r` has no field `idd`"),
    Example("r.?city.«nam»", "`r.city` has no field `nam`"),
    Example("r.cities.exists(c, c.«nam» == 'a')", "`r.city` has no field `nam`"),
    Example("r.cities[0].«nam»", "`r.city` has no field `nam`"),
    Example("r.union.«idd»", "`union` has no field `idd`"),
    Example("cel.bind(c, r.city, c.«nam»)", "`r.city` has no field `nam`"),
    Example("r.id.«x»", "string has no fields, so it has no `x`"),
    Example("r.maybe.«x»", "string has no fields, so it has no `x`"),
    Example("«r.id == r.n»", "`==` does not apply to string and int"),
    Example("«r.city == 1»", "`==` does not apply to map and int"),
    Example("«r.city == null»", "`==` does not apply to map and null_type"),
    Example("«r + r»", "`+` does not apply to map and map"),
    Example("«r[1]»", "`[]` does not apply to map and int"),
    Example("«r.d + 1»", "`+` does not apply to double and int"),
    Example("«r.d == 'a'»", "`==` does not apply to double and string"),
    Example("«r.maybe > 1»", "`>` does not apply to wrapper(string) and int"),
    Example("r.cities.«name» == 1", "list(map) has no fields, so it has no `name`"),
    Example("«now > r.n»", "`>` does not apply to timestamp and int"),
  ])
  func reports(_ example: Example<String>) throws {
    let source = MarkedSource(example.source)
    let problems = try check(source.text).problems
    #expect(problems.map(\.span) == source.spans)
    #expect(problems.map(\.message) == [example.outcome])
  }

  @Test func suggestsAFieldThatIsNear() throws {
    #expect(try check("r.idd").problems.map(\.help) == ["did you mean `id`?"])
    #expect(try check("r.idd").problems.map(\.code) == ["unknown-field"])
  }

  /// Each level asks for the type of the one below once.
  @Test func manyIndexesInOneAnotherTakeNoLonger() throws {
    let source = "r.any" + String(repeating: "['a']", count: 45)
    #expect(try check(source).result == .dyn)
  }
}
