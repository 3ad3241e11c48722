import Diagnostics
import Impact
import PolicyCore
import Testing

@testable import Reporting

/// Every attack, planted in every field from outside, through every renderer.
struct AttackTests {
  @Test(arguments: AttackCorpus.all)
  func textShowsNothingHidden(_ attack: String) {
    for text in texts(planting: attack, .plain) {
      expectOnlyVisible(text, attack)
      expectNoLogCommand(text, attack)
    }
  }

  @Test(arguments: AttackCorpus.all)
  func textHasAsManyLinesAsWithOrdinaryStrings(_ attack: String) {
    // Decisions, whose fields are in tables but for one sentence, which may wrap.
    let ordinary = decision(.ordinary).split(separator: "\n", omittingEmptySubsequences: false)
    let attacked = decision(Planting(attack: attack))
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(attacked.count - ordinary.count <= 1)
  }

  @Test(arguments: AttackCorpus.all)
  func colouredTextHasNoEscapesButItsOwn(_ attack: String) {
    for text in texts(planting: attack, .ansi) {
      let inks = ["0", "1", "2", "1;31", "1;32", "1;33", "1;36"]
      let bare = inks.reduce(text) { $0.replacing("\u{1B}[\($1)m", with: "") }
      expectOnlyVisible(bare, attack)
    }
  }

  @Test(arguments: AttackCorpus.all)
  func markdownIsSafe(_ attack: String) {
    for markdown in markdowns(planting: attack) {
      expectOnlyVisible(markdown, attack)
      expectNoLogCommand(markdown, attack)
      #expect(markdown.utf8.count <= 60_000)
      #expect(markdown.hasPrefix("**"))
      let page = MarkdownReading(markdown)
      #expect(!page.isInsideFence, "a fence stays open")
      #expect(page.openDetails == 0, "a details block stays open")
      #expect(page.problems == [], "planting \(attack.debugDescription.prefix(100))")
    }
  }

  @Test(arguments: AttackCorpus.all)
  func jsonIsSafeAndKeepsEveryString(_ attack: String) throws {
    let plant = Planting(attack: attack)
    let documents = [
      (
        BlastRadiusJSON().render(.everything(plant)), BlastRadiusJSON().document(.everything(plant))
      ),
      (
        CalibrationJSON().render(.everything(plant)), CalibrationJSON().document(.everything(plant))
      ),
      (
        DiagnosticsJSON().render(Diagnostic.everything(plant)),
        DiagnosticsJSON().document(Diagnostic.everything(plant))
      ),
      (
        ExplanationJSON().render(.everything(plant), of: .everything(plant)),
        ExplanationJSON().document(.everything(plant), of: .everything(plant))
      ),
      (
        PolicyDifferenceJSON().render(.everything(plant), from: version(plant), to: version(plant)),
        PolicyDifferenceJSON().document(
          .everything(plant), from: version(plant), to: version(plant))
      ),
      (
        PersonJSON().render(.everything(plant), version: attack),
        PersonJSON().document(.everything(plant), version: attack)
      ),
    ]
    for (text, document) in documents {
      expectOnlyVisible(text, attack)
      expectNoLogCommand(text, attack)
      let read = try JSONReading.value(of: text)
      #expect(read.canonicalBytes == JSONValue.object(document).canonicalBytes)
    }
  }

  // MARK: - What is rendered

  private func texts(planting attack: String, _ palette: Palette) -> [String] {
    let plant = Planting(attack: attack)
    return [
      BlastRadiusText(palette: palette, values: .show).render(.everything(plant)),
      CalibrationText(palette: palette).render(.everything(plant)),
      DiagnosticsText(palette: palette).render(Diagnostic.everything(plant)),
      ExplanationText(palette: palette).render(.everything(plant), of: .everything(plant)),
      PersonText(palette: palette).render(.everything(plant), version: attack),
      PolicyDifferenceText(palette: palette).render(.everything(plant)),
      decision(plant, palette),
    ]
  }

  private func markdowns(planting attack: String) -> [String] {
    let plant = Planting(attack: attack)
    return [
      BlastRadiusMarkdown().render(.everything(plant)),
      BlastRadiusMarkdown(values: .show).render(.everything(plant)),
      PolicyDifferenceMarkdown().render(.everything(plant)),
      CalibrationMarkdown().render(.everything(plant)),
      DiagnosticsMarkdown().render(Diagnostic.everything(plant)),
      DecisionMarkdown().everything(plant),
      DecisionMarkdown(values: .show).everything(plant),
      ExplanationMarkdown().render(.everything(plant), of: .everything(plant)),
    ]
  }

  private func version(_ plant: Planting) -> BlastRadius.Version {
    BlastRadius.everything(plant).from
  }

  private func decision(_ plant: Planting, _ palette: Palette = .plain) -> String {
    DecisionText(palette: palette).render(
      .everything(plant), requestID: plant("req-1042"), explanation: "x",
      stamp: [(plant("commit"), plant("3f2a")), ("policy", plant("9c1e"))])
  }

  // MARK: - What must hold

  /// Written down apart from the writer, which asks the Unicode tables.
  private static let hidden: [ClosedRange<UInt32>] = [
    0...0x1F, 0x7F...0xA0, 0xAD...0xAD, 0x34F...0x34F, 0x378...0x378, 0x61C...0x61C,
    0x115F...0x1160, 0x180B...0x180F, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F,
    0x2800...0x2800, 0x3000...0x3000, 0x3164...0x3164, 0xE000...0xF8FF, 0xFE00...0xFE0F,
    0xFEFF...0xFEFF, 0xFFA0...0xFFA0, 0xFFF0...0xFFFB, 0xE0000...0x10FFFF,
  ]

  private func expectOnlyVisible(_ text: String, _ attack: String) {
    let hidden = text.unicodeScalars.first { scalar in
      scalar != "\n" && Self.hidden.contains { $0.contains(scalar.value) }
    }
    #expect(hidden == nil, "planting \(attack.debugDescription.prefix(100))")
  }

  /// As the runners of GitHub, Azure Pipelines and TeamCity read a line.
  private func expectNoLogCommand(_ text: String, _ attack: String) {
    for line in text.split(separator: "\n") {
      let isCommand =
        line.drop { $0 == " " }.hasPrefix("::") || line.contains("##[") || line.contains("##vso[")
        || line.contains("##teamcity[")
      #expect(!isCommand, "planting \(attack.debugDescription.prefix(100)): \(line)")
    }
  }
}
