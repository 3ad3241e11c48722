import Diagnostics
import PolicyCore
import TestSupport
import Testing

/// Whatever is done to a policy's bytes, loading neither crashes nor points outside of the files.
struct LoadingFuzzTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func survivesDamagedPolicies(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for round in 0..<150 {
      var files = Self.sound.files
      let index = Int.random(in: files.indices, using: &random)
      for _ in 0...Int.random(in: 0...4, using: &random) { damage(&files[index].bytes, &random) }
      let loaded = PolicyLoader().load(PolicyTree(files: files))
      let complaint = complaint(about: loaded, files)
      guard complaint == nil else {
        let text = String(decoding: files[index].bytes, as: UTF8.self)
        Issue.record("seed \(seed), round \(round): \(complaint ?? ""), \(text.debugDescription)")
        return
      }
    }
  }

  private static let sound = MarkedPolicy(replacing: [
    "schema/request.schema.json": """
    { "type": "object", "properties": { "context": { "type": "object", "properties": {
      "ticket": { "type": "string", "pattern": "^CHG-[0-9]+$" } } } } }
    """,
    "precedent.yaml": """
    name: acme
    gates: [ { id: share, maxChangedShare: 5% } ]
    """,
    "rules/review.yaml": """
    rules:
      - id: prod
        title: 'Production asks.'
        when: |
          resource.id == "é" &&
          has(context.ticket)
        effect: review
        review:
          stages: [ { require: [ { count: 1, from: [ { attribute: resource.id } ] } ] } ]
          evidence: [ { that: "context.ticket != \\"\\"", because: >- } ]
    """,
    "tests/a.yaml": "tests: []\n",
  ])

  private static let pieces = [
    "&a ", "*a", "!x ", "<<: ", "---\n", "...\n", "? ", ": ", "- ", "|\n", ">-\n", "'", "\"", "{",
    "}",
    "[", "]", "\\u", "\\ud83d", "\r\n", "\t", "\u{FEFF}", "\u{2028}", "😀", "%YAML 1.1\n", "# ",
    "\0",
    "((((", "9999999999999999999", "~", "rules:", "\u{85}", "`", "@", ",",
  ]

  private func damage(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 0...6, using: &random))
    switch Int.random(in: 0...4, using: &random) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 3: bytes.removeSubrange(place...)
    default:
      bytes.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").utf8, at: place)
    }
  }

  private func complaint(about loaded: LoadedPolicy, _ files: [PolicyFile]) -> String? {
    if (loaded.policy == nil) != loaded.diagnostics.hasErrors { return "errors without refusal" }
    for diagnostic in loaded.diagnostics {
      guard let location = diagnostic.location else {
        if diagnostic.code == "too-many-problems" { continue }
        return "\(diagnostic.code) has no place"
      }
      guard let file = files.first(where: { $0.path == location.path }) else {
        return "\(diagnostic.code) names no file"
      }
      if location.utf8Range.upperBound > file.bytes.count { return "\(diagnostic.code) is outside" }
      if diagnostic.message.contains(where: \.isNewline) {
        return "\(diagnostic.code) has two lines"
      }
    }
    return nil
  }
}
