import CEL
import Diagnostics

/// What a repository says about findings: how much each code weighs, and which ones are expected.
struct FindingWeights {
  private let settings: [String: SeveritySetting]
  private let suppressions: [Suppression]
  private let instant: Timestamp
  /// What is wrong with the settings and suppressions themselves.
  private var ownFindings: [Diagnostic] = []

  init(_ policy: Policy, at instant: Timestamp) {
    self.instant = instant
    suppressions = policy.suppressions
    var settings: [String: SeveritySetting] = [:]
    for setting in policy.settings.severities {
      if let problem = Self.problem(of: setting) {
        ownFindings.append(problem)
      } else {
        settings[setting.code] = setting
      }
    }
    self.settings = settings
    ownFindings += suppressions.compactMap { Self.problem(of: $0, at: instant) }
  }

  /// Weighs findings, and takes out those that are expected.
  func report(on found: [Diagnostic]) -> CheckReport {
    var report = CheckReport()
    var used: Set<Suppression> = []
    for finding in found + ownFindings {
      guard let weighed = weighed(finding) else { continue }
      if let suppression = suppressions.first(where: { suppresses($0, weighed) }) {
        used.insert(suppression)
        report.suppressed.append(SuppressedFinding(finding: weighed, suppression: suppression))
      } else {
        report.findings.append(weighed)
      }
    }
    report.findings += unused(given: used).compactMap(weighed)
    report.findings = report.findings.inSourceOrder()
    return report
  }

  private func weighed(_ finding: Diagnostic) -> Diagnostic? {
    guard let setting = settings[finding.code] else { return finding }
    guard let severity = setting.severity else { return nil }
    var finding = finding
    finding.severity = severity
    return finding
  }

  private func suppresses(_ suppression: Suppression, _ finding: Diagnostic) -> Bool {
    guard suppression.code == finding.code, instant < suppression.until,
      !FindingCodes.isFixed(finding.code), let place = finding.location,
      place.path == suppression.location.path
    else { return false }
    return suppression.entry.contains(place.utf8Range.lowerBound)
  }

  private func unused(given used: Set<Suppression>) -> [Diagnostic] {
    suppressions.filter { suppression in
      !used.contains(suppression) && Self.problem(of: suppression, at: instant) == nil
    }.map { .suppressesNothing($0) }
  }

  private static func problem(of setting: SeveritySetting) -> Diagnostic? {
    guard FindingCodes.all.contains(setting.code) else {
      return .unknownFindingCode(setting.code, at: setting.location)
    }
    guard FindingCodes.isFixed(setting.code), setting.severity != .error else { return nil }
    return .cannotBeLowered(setting.code, at: setting.location)
  }

  private static func problem(
    of suppression: Suppression, at instant: Timestamp
  ) -> Diagnostic? {
    guard FindingCodes.all.contains(suppression.code) else {
      return .unknownFindingCode(suppression.code, at: suppression.location)
    }
    if FindingCodes.isFixed(suppression.code) {
      return .cannotBeLowered(suppression.code, at: suppression.location)
    }
    return suppression.until <= instant ? .suppressionExpired(suppression) : nil
  }
}

/// The codes of all findings, whichever part of a check makes them.
enum FindingCodes {
  static let all = Set(
    CheckCode.allCases.map(\.rawValue) + ConditionCode.allCases.map(\.rawValue))

  /// Whether a repository can neither lower nor suppress it (design document, section 2.3).
  static func isFixed(_ code: String) -> Bool { CheckCode(exactly: code)?.isFixed ?? false }
}

extension CheckCode {
  /// Whether a repository can neither lower nor suppress it: what lets a rule act without a human
  /// must not be talked away, and neither what says that somebody tried.
  var isFixed: Bool {
    switch self {
    case .ruleWithoutOwner, .ruleWithoutLimits, .ruleWithoutRollback, .ruleWithoutRecertification,
      .recertifiedTooRarely, .cannotBeLowered, .unknownFindingCode, .exceptionLiftsFixedDeny:
      true
    default: false
    }
  }
}

extension Policy {
  /// Those of all entries.
  fileprivate var suppressions: [Suppression] {
    var all: [Suppression] = rules.flatMap(\.suppressions)
    all += exceptions.flatMap(\.suppressions)
    all += settings.invariants.flatMap(\.suppressions)
    all += directory.delegations.flatMap(\.suppressions)
    all += directory.teams.values.flatMap(\.suppressions)
    all += directory.members.values.flatMap(\.suppressions)
    return all
  }
}
