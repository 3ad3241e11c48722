import Diagnostics
import PolicyCore
import Testing

/// Files with what is expected of them written in: `«code:text»` says that exactly this text gets a
/// diagnostic with this code.
struct MarkedPolicy {
  struct Expectation: Hashable, CustomStringConvertible {
    var path: String
    var range: Range<Int>
    var code: String

    var description: String { "\(path)[\(range)] \(code)" }
  }

  private(set) var files: [PolicyFile] = []
  private(set) var expectations: [Expectation] = []

  /// A small policy that is right, with some files added or replaced by marked ones.
  init(replacing marked: [String: String] = [:], irregular: [PolicyTree.Irregular] = []) {
    let texts = Self.sound.merging(marked) { _, new in new }
    self.irregular = irregular
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) { add(path, text) }
  }

  var irregular: [PolicyTree.Irregular]

  var tree: PolicyTree { PolicyTree(files: files, irregular: irregular) }

  private mutating func add(_ path: String, _ marked: String) {
    var bytes: [UInt8] = []
    var open: (code: String, start: Int)?
    var rest = marked[...]
    while let character = rest.first {
      if character == "«" {
        let code = rest.dropFirst().prefix { $0 != ":" }
        open = (String(code), bytes.count)
        rest = rest[code.endIndex...].dropFirst()
      } else if character == "»", let (code, start) = open {
        expectations.append(Expectation(path: path, range: start..<bytes.count, code: code))
        open = nil
        rest = rest.dropFirst()
      } else {
        bytes += Array(String(character).utf8)
        rest = rest.dropFirst()
      }
    }
    files.append(PolicyFile(path: path, bytes: bytes))
  }

  static func expectation(of diagnostic: Diagnostic) -> Expectation {
    Expectation(
      path: diagnostic.location?.path ?? "", range: diagnostic.location?.utf8Range ?? 0..<0,
      code: diagnostic.code)
  }

  /// A policy that loads without a diagnostic and has no finding on 2026-07-01.
  static let sound: [String: String] = [
    "precedent.yaml": "name: acme-access\n",
    "directory/people.yaml": """
    teams:
      - id: security
        members: [ alice, bob ]
      - id: team-data
        members: [ bob, carol ]
    members:
      - id: alice
        aliases: [ asmith ]
      - id: bob
      - id: carol
      - id: triage-bot
        kind: agent
        owner: security
    """,
    "rules/staging.yaml": """
    rules:
      - id: staging-readers
        title: Engineers read staging without asking.
        owner: team-data
        when: resource.id != "prod"
        effect: approve
        limits: { duration: 8h }
        rollback: { by: team-data, within: 1h, steps: Revoke the role. }
        recertify: { every: 180d }
        certified: { on: 2026-06-01, by: alice }
    """,
  ]
}

/// One input of a table, shown by its name.
struct LoadingCase: CustomTestStringConvertible, Sendable {
  var name: String
  var files: [String: String] = [:]
  var irregular: [PolicyTree.Irregular] = []
  /// Codes of diagnostics about a file as a whole, as `path code`; about none, ` code`.
  var wholeFiles: [String] = []

  var testDescription: String { name }

  init(
    _ name: String, _ files: [String: String], irregular: [PolicyTree.Irregular] = [],
    wholeFiles: [String] = []
  ) {
    self.name = name
    self.files = files
    self.irregular = irregular
    self.wholeFiles = wholeFiles
  }

  /// A rule file.
  init(_ name: String, rules: String) {
    self.init(name, ["rules/more.yaml": rules])
  }

  /// One rule with these keys besides id, title and condition.
  init(_ name: String, rule: String) {
    self.init(name, rules: Self.rule(rule))
  }

  /// precedent.yaml besides its name.
  init(_ name: String, settings: String) {
    self.init(name, ["precedent.yaml": "name: acme\n" + settings])
  }

  /// One more file of the directory.
  init(_ name: String, directory: String) {
    self.init(name, ["directory/more.yaml": directory])
  }

  /// The schema.
  init(_ name: String, schema: String) {
    self.init(name, ["schema/request.schema.json": schema])
  }

  static func rule(_ keys: String) -> String {
    let indented = keys.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "    " + $0 }.joined(separator: "\n")
    return """
      rules:
        - id: more
          title: One more rule.
          when: 'true'

      """ + indented + "\n"
  }
}
