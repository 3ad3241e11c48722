import TestSupport
import Testing

@testable import PolicyCore

/// The same rules in random layouts: an edit is found again, and nothing else has changed.
struct EditFuzzTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func certifiesRandomLayouts(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for round in 0..<150 {
      var layout = RandomLayout(random: random)
      let text = layout.file()
      random = layout.random
      let id = random.pick(["a", "b", "c"])
      let file = PolicyFile(path: "rules/a.yaml", bytes: Array(text.utf8))
      let value = EditValue.Member(
        "certified", .flow(.init("on", .text("2026-11-21")), .init("by", .text("zoe@example.com"))))
      let context = "seed \(seed), round \(round), `\(id)` of \(text.debugDescription)"
      let edited: EditedFile
      do {
        edited = try YAMLEditor(file).edited(
          .set(value, of: ID(id), in: "rules", after: "recertify"))
      } catch {
        Issue.record("\(error) in \(context)")
        return
      }
      let result = String(decoding: edited.bytes, as: UTF8.self)
      guard Self.differsOnlyWhereCertified(text, result, layout.lineBreak) else {
        Issue.record("\(result.debugDescription) from \(context)")
        return
      }
      // Once written, the same edit changes nothing.
      let again = try YAMLEditor(PolicyFile(path: file.path, bytes: edited.bytes))
        .edited(.set(value, of: ID(id), in: "rules", after: "recertify"))
      #expect(again.bytes == edited.bytes, "\(context)")
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func appendsToRandomLayouts(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for round in 0..<150 {
      var layout = RandomLayout(random: random)
      let text = layout.file()
      random = layout.random
      let entry = EditValue.mapping(
        [.init("id", .text("appended")), .init("title", .text("It's: new"))], .block)
      let context = "seed \(seed), round \(round) of \(text.debugDescription)"
      do {
        let file = PolicyFile(path: "rules/a.yaml", bytes: Array(text.utf8))
        let edited = try YAMLEditor(file).edited(.append(entry, to: "rules"))
        let result = String(decoding: edited.bytes, as: UTF8.self)
        guard Self.isPutIn(result, text) else {
          Issue.record("\(result.debugDescription) from \(context)")
          return
        }
        #expect(text.hasSuffix("\n") == result.hasSuffix("\n"), "\(context)")
      } catch {
        Issue.record("\(error) in \(context)")
        return
      }
    }
  }

  /// Between what both begin and end with there is a certification, nothing else that was there is
  /// missing, and new lines end like the others.
  private static func differsOnlyWhereCertified(
    _ old: String, _ new: String, _ lineBreak: String
  ) -> Bool {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    let head = zip(old, new).prefix { $0 == $1 }.count
    let room = min(old.count, new.count) - head
    let tail = min(room, zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count)
    let gone = String(decoding: old[head..<(old.count - tail)], as: UTF8.self)
    let added = String(decoding: new[head..<(new.count - tail)], as: UTF8.self)
    let keepsOthers = ["title", "when:", "recertify", "id:", " - "].allSatisfy {
      !gone.contains($0)
    }
    let comments = gone.split(whereSeparator: \.isNewline).compactMap { line in
      line.firstIndex(of: "#").map { String(line[$0...]) }
    }
    let lineFeeds = new.indices.filter { new[$0] == 0x0A }
    let endsAlike = lineFeeds.allSatisfy { at in
      (at > 0 && new[at - 1] == 0x0D) == (lineBreak == "\r\n")
    }
    // The first digits of both days are the same, and so may be their quotes.
    return keepsOthers && comments.allSatisfy(added.contains) && endsAlike
      && added.contains("6-11-2")
      && added.contains("zoe")
  }

  /// Whether everything of the old text is in the new one, in order, and at most one comma apart from
  /// one piece that is new.
  private static func isPutIn(_ new: String, _ old: String) -> Bool {
    let (new, old) = (Array(new.utf8), Array(old.utf8))
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = min(
      old.count - head, zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count)
    if head + tail == old.count { return true }
    // A comma behind the last entry, the rest of its line, then the entry; or an opened `[]`.
    let between = String(decoding: old[head..<(old.count - tail)], as: UTF8.self)
    let added = String(decoding: new[head..<(new.count - tail)], as: UTF8.self)
    return added.contains(between) || between.hasSuffix("[]") || between.contains("[")
  }
}

/// A rule file with three rules, written in one of many ways.
private struct RandomLayout {
  var random: SeededRandom
  let lineBreak: String
  private var step = 2

  init(random: SeededRandom) {
    var random = random
    lineBreak = random.chance(30) ? "\r\n" : "\n"
    self.random = random
  }

  mutating func file() -> String {
    let isFlow = random.chance(15)
    var text = random.chance(10) ? "\u{FEFF}" : ""
    text += random.chance(20) ? "# Rules of é日😀" + "\n" : ""
    text += !isFlow && random.chance(20) ? "---\n" : ""
    text += isFlow ? flowFile() : blockFile()
    // A line break behind a block of text is part of that text.
    let endsInBlock = ["  # y", "text", "  al", "# deeper"].contains { text.trimmed.hasSuffix($0) }
    while !endsInBlock, text.hasSuffix("\n"), random.chance(20) { text.removeLast() }
    return text.replacing("\n", with: lineBreak)
  }

  private mutating func flowFile() -> String {
    let entries = ["a", "b", "c"].map { flowEntry($0, indent: "    ") }
    let glue = random.pick([",", ", ", ",\n    ", ", # more\n    "])
    let comma = random.chance(30) ? "," : ""
    return "{ rules: [" + random.pick(["", " ", "\n    "]) + entries.joined(separator: glue) + comma
      + random.pick(["", " ", "\n  ", " # last\n  "]) + "] }" + random.pick(["", "\n"])
  }

  private mutating func blockFile() -> String {
    let indent = String(repeating: " ", count: random.below(4))
    let gap = String(repeating: " ", count: 1 + random.below(3))
    var text = "rules:" + random.pick(["\n", " # all\n", "\n\n"])
    for id in ["a", "b", "c"] {
      text += random.pick(["", "", "\n", indent + "# the next\n"])
      if random.chance(15) {
        text += indent + "-" + gap + flowEntry(id, indent: indent + "    ") + "\n"
      } else {
        text += blockEntry(id, indent, gap)
      }
    }
    return text + random.pick(["", "", "\n", "# end\n", "\n# end\n", "...\n"])
  }

  // MARK: - Blocks

  private mutating func blockEntry(_ id: String, _ indent: String, _ gap: String) -> String {
    let inside = indent + " " + gap
    var members = [
      scalarMember("id", id), titleMember(inside), recertifyMember(inside),
      "when: |" + random.pick(["", "-", "+"]) + "\n" + inside + "  x == 1 &&\n" + inside + "  # y\n"
        + random.pick(["", "\n", "\n\n"]),
    ]
    if random.chance(60) { members.append(certifiedMember(inside)) }
    members.shuffle(using: &random)
    var text = ""
    for (index, member) in members.enumerated() {
      if index > 0, random.chance(20) { text += inside + "# about it\n" }
      text += (index == 0 ? indent + "-" + gap : inside) + member
      if !text.hasSuffix("\n") { text += random.pick(["\n", "\n", " # why: \"so\"\n", "  \n"]) }
      if random.chance(10) { text += inside + "    # deeper\n" }
    }
    return text
  }

  private mutating func scalarMember(_ key: String, _ text: String) -> String {
    key + ":" + random.pick([" ", "   "]) + scalar(text)
  }

  private mutating func titleMember(_ inside: String) -> String {
    random.pick([
      "title: One, two # not three", "title: 'It''s { so'", "title: \"é\\n\"",
      "title: >-\n" + inside + "    folded\n" + inside + "    text\n\n",
      "title: many\n" + inside + "  lines",
    ])
  }

  private mutating func recertifyMember(_ inside: String) -> String {
    switch random.below(3) {
    case 0: "recertify: { every: 9d }"
    case 1: "recertify: {\n" + inside + "  every: 9d }"
    default: "recertify:\n" + inside + "   every: 9d"
    }
  }

  private mutating func certifiedMember(_ inside: String) -> String {
    let on = scalar("2025-01-02")
    let by = scalar("al@example.com")
    switch random.below(5) {
    case 0: return "certified: { on: \(on), by: \(by) }"
    case 1: return "certified: {by: \(by), \"on\": \(on)}"
    case 2: return "certified:\n" + inside + " on: \(on)\n" + inside + " by: \(by)"
    case 3:
      return "certified:\n" + inside + "  by: >-  # who\n" + inside + "     al\n\n" + inside
        + "  on: \(on)"
    default: return "certified: {\n" + inside + "  on: \(on), # when\n" + inside + "  by: \(by) }"
    }
  }

  private mutating func scalar(_ text: String) -> String {
    random.pick([text, text, "'\(text)'", "\"\(text)\""])
  }

  // MARK: - Braces

  private mutating func flowEntry(_ id: String, indent: String) -> String {
    let quote = random.pick(["", "\""])
    func key(_ name: String) -> String { quote + name + quote + ": " }
    var members = [
      key("id") + scalar(id), key("title") + "'one, # two ] }'",
      key("recertify") + "{ every: 9d }",
    ]
    if random.chance(60) {
      members.append(key("certified") + "{ on: \(scalar("2025-01-02")), by: \(scalar("al")) }")
    }
    members.shuffle(using: &random)
    let isLong = random.chance(40)
    let glue =
      isLong ? random.pick([",\n", ", # a, b\n"]) + indent + "  " : random.pick([",", ", "])
    let comma = random.chance(30) ? "," : ""
    guard isLong else { return "{ " + members.joined(separator: glue) + comma + " }" }
    return "{\n" + indent + "  " + members.joined(separator: glue) + comma
      + random.pick(["", " # end, }"]) + "\n" + indent + "}"
  }
}

extension String {
  fileprivate var trimmed: Substring {
    self[..<(lastIndex { !$0.isNewline }.map { index(after: $0) } ?? startIndex)]
  }
}
