import Diagnostics

@testable import Impact
@testable import Reporting

extension ChangeVerdict {
  /// One of each: refused, passed, not judged.
  static func everything(_ plant: Planting = .ordinary) -> [ChangeVerdict] {
    [
      ChangeVerdict(
        subject: plant("refs/heads/main"), findings: Diagnostic.everything(plant),
        gates: .judged(.everything(plant))),
      ChangeVerdict(
        subject: plant("refs/heads/topic"), findings: [], gates: .judged(.nothing())),
      ChangeVerdict(subject: plant("refs/heads/first"), findings: [], gates: .firstVersion),
      ChangeVerdict(subject: plant("refs/heads/bare"), findings: [], gates: .withoutHistory),
      ChangeVerdict(subject: plant("refs/heads/mended"), findings: [], gates: .unusableBefore),
      ChangeVerdict(
        subject: plant("refs/heads/broken"),
        findings: [Diagnostic(code: "unknown-key", message: "unknown key `\(plant("efect"))`")],
        isUsable: false),
    ]
  }

  /// A commit that passes.
  static let passed = ChangeVerdict(subject: "the index", findings: [])
}

extension HookInstallation {
  /// Every hook, and everything that can become of one.
  static func everything(_ plant: Planting = .ordinary) -> HookInstallation {
    var report = HookInstallation(
      action: .install, folder: plant("/srv/policy/.git/hooks"), program: nil,
      ownPath: plant("/opt/precedent"))
    report.hooks = HookChange.allCases.enumerated().map { index, change in
      Entry(hook: Hook.allCases[index % Hook.allCases.count], change: change)
    }
    return report
  }

  /// Hooks that were taken away.
  static let uninstalled: HookInstallation = {
    var report = HookInstallation(
      action: .uninstall, folder: "/srv/policy.git/hooks", program: "/usr/bin/precedent",
      ownPath: "/usr/bin/precedent")
    report.hooks = [Entry(hook: .preReceive, change: .removed)]
    return report
  }()
}
