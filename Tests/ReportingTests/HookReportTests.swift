import Diagnostics
import PolicyCore
import Testing

@testable import Reporting

/// What hooks say, and what installing them says.
struct HookReportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: @Sendable () -> String

    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "hook-push.txt") { HookText(.prePush).render(ChangeVerdict.everything()) },
    Case(name: "hook-receive-passed.txt") {
      HookText(.preReceive).render(Array(ChangeVerdict.everything()[1...4]))
    },
    Case(name: "hooks.txt") { HookInstallationText().render(.everything()) },
    Case(name: "hooks.json") { HookInstallationJSON().render(.everything()) },
    Case(name: "hooks-uninstalled.txt") { HookInstallationText().render(.uninstalled) },
  ]

  @Test(arguments: cases)
  func reportIsAsRecorded(_ example: Case) throws {
    try Snapshot.expect(example.text(), matches: example.name)
  }

  @Test func aCommitThatPassesSaysNothing() {
    #expect(HookText(.preCommit).render([.passed]) == "")
    #expect(HookText(.preReceive).render([]) == "")
  }

  @Test(arguments: Hook.allCases)
  func everyHookSaysWhatBecameOfIt(_ hook: Hook) {
    let refused = ChangeVerdict.everything()[5]
    let lines = HookText(hook).render([refused]).split(separator: "\n")
    #expect(lines.first == "REFUSED by \(hook.rawValue): refs/heads/broken")
    #expect(lines.last?.hasPrefix("Nothing is ") == true)
  }

  @Test(arguments: [HookInstallation.everything(), .uninstalled])
  func installationFitsItsSchema(_ report: HookInstallation) throws {
    let schema = try SchemaReading(named: "hooks")
    #expect(schema.problems(in: .object(HookInstallationJSON().document(report))) == [])
  }

  @Test(arguments: AttackCorpus.all)
  func nothingHiddenIsShown(_ attack: String) {
    let plant = Planting(attack: attack)
    let texts = [
      HookText(.prePush).render(ChangeVerdict.everything(plant)),
      HookInstallationText().render(.everything(plant)),
      HookInstallationJSON().render(.everything(plant)),
    ]
    for text in texts {
      let hidden = text.unicodeScalars.first { $0 != "\n" && $0.isHidden }
      #expect(hidden == nil, "planting \(attack.debugDescription.prefix(100))")
      #expect(!text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") })
    }
  }
}
