import TestSupport

/// A random rule.
func equalityRule(_ index: Int, _ random: inout SeededRandom) -> String {
  let effect = random.pick(["approve", "approve", "constrain", "deny", "review", "review"])
  let condition =
    random.chance(40) ? "resource.id == \"s\(index % 3)\"" : equalityCondition(&random)
  var keys = equalityKeys(of: effect, isException: false, &random)
  if random.chance(25) { keys.append("since: 2026-03-0\(random.below(9) + 1)") }
  if random.chance(15) { keys.append("until: 2026-03-1\(random.below(3))T12:00:00Z") }
  if effect == "deny", random.chance(50) { keys.append("liftable: true") }
  if random.chance(20) {
    keys.append("obligations: [ { id: log, type: audit, properties: { n: \(random.below(2)) } } ]")
  }
  return rule("r\(index)", effect, when: condition) + keys.map { "    \($0)\n" }.joined()
}

/// What an effect needs, or may have.
func equalityKeys(
  of effect: String, isException: Bool, _ random: inout SeededRandom
) -> [String] {
  let limits = "limits: { duration: \(random.below(3) + 1)h }"
  var keys: [String] = []
  switch effect {
  case "approve", "constrain":
    keys.append(limits)
    if !isException {
      let certified = "certified: { on: 2026-03-0\(random.below(5) + 1)T12:00:00Z, by: carol }"
      keys += ["recertify: { every: \(random.below(4) + 2)d }", certified]
      if random.chance(25) { keys.append("dataMaxAge: \(random.pick(["12h", "24h", "48h"]))") }
    }
    if effect == "constrain" {
      keys.append("conditions: [ { that: '\(equalityCondition(&random))', because: It must. } ]")
      if random.chance(50) { keys.append("otherwise: { \(equalityReview(&random)) }") }
    }
  case "review":
    keys.append(equalityReview(&random))
    if random.chance(40) { keys.append(limits) }
  default: break
  }
  return keys
}

/// `review: ...` with one or two stages, and terms.
func equalityReview(_ random: inout SeededRandom) -> String {
  var stages: [String] = []
  for _ in 0...random.below(2) {
    var lines: [String] = []
    for _ in 0...random.below(2) {
      let reason = random.chance(15) ? ", reason: required" : ""
      lines.append("{ count: \(random.below(2) + 1), from: [ \(selector(&random)) ]\(reason) }")
    }
    stages.append("{ require: [ \(lines.joined(separator: ", ")) ] }")
  }
  var terms = ""
  if random.chance(25) { terms += ", expire: \(random.pick(["4h", "8h"]))" }
  if random.chance(25) {
    terms += ", escalate: [ { after: 3h, to: [ \(selector(&random, isEscalation: true)) ] } ]"
  }
  if random.chance(20) { terms += ", approvalsValidFor: \(random.pick(["15m", "1h", "24h"]))" }
  if random.chance(15) { terms += ", workloadsSuffice: true" }
  if random.chance(20) {
    terms += ", evidence: [ { that: '\(equalityCondition(&random))', because: It is needed. } ]"
  }
  return "review: { stages: [ \(stages.joined(separator: ", ")) ]\(terms) }"
}

private func selector(_ random: inout SeededRandom, isEscalation: Bool = false) -> String {
  let plain = [
    "{ team: security }", "{ team: data }", "{ team: everyone }", "{ team: solo }",
    "{ user: carol }", "{ attribute: resource.owner }", "{ attribute: resource.owners }",
  ]
  return random.pick(isEscalation ? plain : plain + ["{ each: resource.owners }"])
}
