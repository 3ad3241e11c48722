import CEL
import History
import PolicyCore

/// What a replay asks of every record, split into atoms that share their columns.
struct ReplayPlan: Sendable {
  /// A part of conditions that is evaluated once for each distinct value of what it reads.
  struct Atom: Sendable {
    let program: Program
    let schema: RequestSchema
    /// Of the layout.
    let columns: [Int]
    /// Whether it depends on the instant of the decision, too.
    let readsInstant: Bool
  }

  /// A condition as its atoms.
  struct PlannedCondition: Sendable {
    let logic: ConditionLogic
    /// Places in `atoms`.
    let atoms: [Int]
  }

  /// The columns.
  let layout: ColumnLayout
  let atoms: [Atom]
  /// Each condition once.
  let conditions: [PlannedCondition]
  /// Places in `conditions`: a row in which one of them is not false is looked at by itself.
  let rowBound: [Int]
  /// Places in `conditions`: what approvers who are not human have authority over.
  let authorities: [Int]
  /// Places in `conditions`: those that decisions of the old version read.
  let old: [Int]
  /// Places in `conditions`: the others.
  let others: [Int]
  /// What changes; nil where that touches every row.
  let touches: [PlannedTouch]?

  /// A rule or an exception that changes, and the places of its conditions.
  struct PlannedTouch: Sendable {
    let old: Int?
    let new: Int?
    /// Whether rows for which both come to the same are not touched.
    let isConditionOnly: Bool
  }

  /// What a replay under two versions asks.
  /// - Parameters:
  ///   - touching: which records the change can decide differently.
  ///   - further: conditions that no decision reads.
  ///   - fields: that are read by name.
  /// - Returns: nil where a condition cannot be taken apart; every record is then looked at by itself.
  init?(
    before: Policy, after: Policy, touching: Touching, further: [ReplayQuestion],
    fields: [FieldPath]
  ) {
    var making = ReplayPlanMaking(before: before, after: after)
    for field in fields { _ = making.column(of: field) }
    let ofOld = before.decidingConditions.map { ReplayQuestion(condition: $0, version: .before) }
    let ofNew = after.decidingConditions.map { ReplayQuestion(condition: $0, version: .after) }
    let bound = ReplayQuestion.all(of: before, after) { $0.rowBoundConditions }
    let people = ReplayQuestion.all(of: before, after) { $0.authorities }
    guard let old = making.add(ofOld), making.add(ofNew + further) != nil,
      let bound = making.add(bound), let people = making.add(people)
    else { return nil }
    switch touching {
    case .every: touches = nil
    case .some(let entries):
      guard let planned = making.touches(entries) else { return nil }
      touches = planned
    }
    layout = ColumnLayout(making.paths)
    atoms = making.atoms
    conditions = making.conditions
    rowBound = Set(bound).sorted()
    authorities = Set(people).sorted()
    self.old = Set(old).sorted()
    others = conditions.indices.filter { !Set(old).contains($0) }
  }

  /// The place of a field's column.
  /// - Precondition: the field was asked for.
  func column(of path: FieldPath, in policies: [Policy]) -> Int? {
    layout.paths.firstIndex(of: ReplayPlanMaking.cut(path, policies))
  }
}

/// Collects conditions; the same one, and the same atom, is there once.
private struct ReplayPlanMaking {
  private let policies: [Policy]
  private let sharesSchema: Bool
  private let sharesTeams: Bool
  private(set) var paths: [FieldPath] = []
  private(set) var atoms: [ReplayPlan.Atom] = []
  private(set) var conditions: [ReplayPlan.PlannedCondition] = []
  private var columns: [FieldPath: Int] = [:]
  private var atomPlaces: [Key: Int] = [:]
  private var conditionPlaces: [Key: Int] = [:]

  /// A text, and whose it is where the versions differ in what it can mean.
  private struct Key: Hashable {
    let text: ID
    let version: ReplayQuestion.Version?
  }

  init(before: Policy, after: Policy) {
    policies = [before, after]
    sharesSchema = before.schema.digest == after.schema.digest
    sharesTeams =
      before.directory.teams.mapValues(\.members)
      == after.directory.teams.mapValues(\.members)
  }

  /// The fields of both versions must be one column, or none of them would say all.
  static func cut(_ path: FieldPath, _ policies: [Policy]) -> FieldPath {
    policies.map { $0.schema.column(of: path) }.min { $0.names.count < $1.names.count } ?? path
  }

  mutating func column(of path: FieldPath) -> Int {
    let path = Self.cut(path, policies)
    if let known = columns[path] { return known }
    columns[path] = paths.count
    paths.append(path)
    return paths.count - 1
  }

  /// The places of conditions; nil where one cannot be taken apart.
  mutating func add(_ questions: [ReplayQuestion]) -> [Int]? {
    var places: [Int] = []
    for question in questions {
      guard let place = add(question) else { return nil }
      places.append(place)
    }
    return places
  }

  /// What changes, with the places of conditions; nil where one cannot be taken apart.
  mutating func touches(_ entries: [TouchedEntry]) -> [ReplayPlan.PlannedTouch]? {
    var touches: [ReplayPlan.PlannedTouch] = []
    for entry in entries {
      let old = add(entry.old.map { [ReplayQuestion(condition: $0, version: .before)] } ?? [])
      let new = add(entry.new.map { [ReplayQuestion(condition: $0, version: .after)] } ?? [])
      guard let old, let new else { return nil }
      touches.append(
        ReplayPlan.PlannedTouch(
          old: old.first, new: new.first, isConditionOnly: entry.isConditionOnly))
    }
    return touches
  }

  /// The place of a condition; nil where it cannot be taken apart.
  mutating func add(_ question: ReplayQuestion) -> Int? {
    let program = question.condition.program
    let key = Key(text: ID(question.condition.printed), version: version(of: program, question))
    if let known = conditionPlaces[key] { return known }
    let parts = ConditionAtoms(of: program)
    var places: [Int] = []
    for part in parts.atoms {
      guard let place = atom(program.syntax.printed(part.expression), question) else { return nil }
      places.append(place)
    }
    conditionPlaces[key] = conditions.count
    conditions.append(ReplayPlan.PlannedCondition(logic: parts.logic, atoms: places))
    return conditions.count - 1
  }

  private mutating func atom(_ text: String, _ question: ReplayQuestion) -> Int? {
    let policy = policies[question.version.rawValue]
    guard let program = policy.program(ofPart: text) else { return nil }
    let key = Key(text: ID(text), version: version(of: program, question))
    if let known = atomPlaces[key] { return known }
    let references = program.references.map { FieldPath($0.path) }
    let instant = FieldPath([RequestSchema.instantVariable])
    let fields = references.filter { $0 != instant }.map { column(of: $0) }
    atomPlaces[key] = atoms.count
    atoms.append(
      ReplayPlan.Atom(
        program: program, schema: policy.schema, columns: Set(fields).sorted(),
        readsInstant: references.contains(instant)))
    return atoms.count - 1
  }

  /// Nil where both versions mean the same by it.
  private func version(
    of program: Program, _ question: ReplayQuestion
  ) -> ReplayQuestion.Version? {
    sharesSchema && (sharesTeams || program.functionCalls.isEmpty) ? nil : question.version
  }
}
