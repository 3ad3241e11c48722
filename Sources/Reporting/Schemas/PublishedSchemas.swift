/// JSON Schemas (2020-12) of every format that users write or programs read.
///
/// For editors and for whoever reads the reports; what loads is decided by the loaders alone.
package enum PublishedSchemas {
  /// By name, in the order in which they are listed to people.
  package static let all: [(name: String, text: String)] = [
    ("settings", settings),
    ("rules", rules),
    ("exceptions", exceptions),
    ("directory", directory),
    ("tests", tests),
    ("request", request),
    ("record", record),
    ("decision", decision),
    ("explanation", explanation),
    ("policy-diff", policyDiff),
    ("blast-radius", blastRadius),
    ("calibration", calibration),
    ("check", check),
    ("test-run", testRun),
    ("who", who),
    ("due", due),
    ("owner-report", ownerReport),
    ("recertification", recertification),
    ("suspension", suspension),
    ("verification", verification),
    ("enforcement", enforcement),
    ("log-proof", logProof),
    ("log-population", logPopulation),
    ("proof-check", proofCheck),
    ("log", log),
    ("log-entry", logEntry),
    ("envelope", envelope),
    ("statement", statement),
    ("timeline", timeline),
    ("policy-changes", policyChanges),
    ("audit-sample", auditSample),
    ("remediation", remediation),
    ("pin", pin),
    ("mutation", mutation),
    ("hooks", hooks),
    ("cache", cache),
  ]

  /// The schema of that name.
  package static func text(named name: String) -> String? {
    all.first { $0.name == name }?.text
  }
}
