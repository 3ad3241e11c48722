import TestSupport

/// A random condition over the fields of `EqualitySchema`.
func equalityCondition(_ random: inout SeededRandom, depth: Int = 0) -> String {
  guard depth < 2, random.chance(35) else { return equalityAtom(&random) }
  let left = equalityCondition(&random, depth: depth + 1)
  let right = equalityCondition(&random, depth: depth + 1)
  return random.pick(["(\(left)) && (\(right))", "(\(left)) || (\(right))", "!(\(left))"])
}

private func equalityAtom(_ random: inout SeededRandom) -> String {
  let number = random.below(3)
  let team = random.pick(["security", "data", "solo"])
  return random.pick([
    "resource.level > \(number)", "resource.level == \(number)", "10 / resource.level > 4",
    "has(resource.level) && resource.level <= \(number)", "resource.size < 1.5",
    "resource.size >= \(number).0", #"resource.kind == "db""#, #"resource.kind in ["db", "wiki"]"#,
    #"resource.owner.matches("^[abc]")"#, "subject.id == resource.owner",
    "size(resource.owners) > \(number)", "subject.id in resource.owners",
    #"resource.owners.exists(o, o == "carol")"#, "has(context.risk)",
    "has(context.risk.score) && context.risk.score > \(number)", "context.risk.score == \(number)",
    #"context.risk.labels["k"] == "v""#, #""k" in context.risk.labels"#, "context.flag",
    #""x" in context.tags"#, #"context.tags.all(t, t.startsWith("x"))"#,
    #"context.duration <= duration("2h")"#, #"now - context.at > duration("24h")"#,
    "context.at.getHours() < 12", "now.getHours() >= 12", "now.getDayOfWeek() == \(number + 1)",
    #"subject.id in team("\#(team)")"#, #"resource.id == "s\#(number)""#,
    #"action.name == "grant""#, #""eng" in subject.groups"#,
  ])
}
