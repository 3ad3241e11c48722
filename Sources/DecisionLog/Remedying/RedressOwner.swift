package import CEL
import PolicyCore

/// What one team or member must do.
package struct RedressOwner: Sendable, Hashable {
  /// One redress, and how its owner does it.
  package struct Task: Sendable, Hashable {
    /// What to do.
    package var redress: Redress
    /// Nil where nobody is named.
    package var duty: RollbackDuty?
    /// By when.
    package var deadline: Timestamp
  }

  /// A team or a member; nil for what nobody is named for.
  package var by: String?
  /// By deadline, then in the order of the log; never empty.
  package var tasks: [Task]
  /// The first.
  package var deadline: Timestamp

  /// How many tasks are of a kind.
  package func count(_ kind: Redress.Kind) -> Int { tasks.count { $0.redress.kind == kind } }
}

extension Remediation {
  /// What is to be done, by whom; whoever must be first comes first. What several answer for is
  /// listed for each of them.
  /// - Complexity: O(n log n).
  package var owners: [RedressOwner] {
    var tasks: [String?: [RedressOwner.Task]] = [:]
    for redress in open {
      if redress.duties.isEmpty { tasks[nil, default: []].append(task(redress, nil)) }
      for duty in redress.duties { tasks[duty.by, default: []].append(task(redress, duty)) }
    }
    return tasks.map { by, tasks in
      let sorted = tasks.sorted { Self.isBefore($0, $1) }
      return RedressOwner(by: by, tasks: sorted, deadline: sorted.first?.deadline ?? terms.now)
    }
    .sorted {
      if $0.deadline != $1.deadline { return $0.deadline < $1.deadline }
      return ($0.by ?? "").precedesInUTF8($1.by ?? "")
    }
  }

  private static func isBefore(_ left: RedressOwner.Task, _ right: RedressOwner.Task) -> Bool {
    if left.deadline != right.deadline { return left.deadline < right.deadline }
    return (left.redress.decision.index ?? 0) < (right.redress.decision.index ?? 0)
  }

  private func task(_ redress: Redress, _ duty: RollbackDuty?) -> RedressOwner.Task {
    RedressOwner.Task(
      redress: redress, duty: duty, deadline: redress.deadline(of: duty, now: terms.now))
  }
}

extension Redress {
  /// By when it must be done; at once where nothing says how soon.
  package func deadline(of duty: RollbackDuty?, now: Timestamp) -> Timestamp {
    let start = startsAt ?? now
    return duty?.within.flatMap { start.adding($0) } ?? start
  }
}
