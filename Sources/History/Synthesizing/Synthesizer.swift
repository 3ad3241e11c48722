import CEL
package import PolicyCore

/// Makes random records that fit a policy's schema, for load and demonstrations.
///
/// Times are spread evenly over the plan, each at random within its share of it.
///
/// A request is varied from one of the plan's seeds, or drawn from the schema. It is then decided
/// under the policy: what the policy decides alone has that outcome; what asks a human gets
/// approvals of people who are eligible, some denials, and some requests that nobody answers. The
/// same plan gives the same bytes.
package struct Synthesizer: Sendable {
  private let decider: Decider
  private let reader: RecordReader
  private let plan: SynthesisPlan

  private static let tryCount = 64
  /// Keeps the numbers of one record apart from those of the next.
  private static let recordStride: UInt64 = 0xD134_2543_DE82_EF95
  /// Keeps the numbers of a record's time apart from those of the record.
  private static let timeSalt: UInt64 = 0x6A09_E667_F3BC_C909

  /// - Throws: `invalidSeed`.
  package init(policy: Policy, plan: SynthesisPlan) throws(SynthesisError) {
    decider = Decider(policy: policy)
    reader = RecordReader(schema: policy.schema)
    self.plan = plan
    for (index, seed) in plan.seeds.enumerated() {
      do throws(InvalidRequest) {
        _ = try reader.request(seed)
      } catch {
        throw .invalidSeed(index: index, reason: error.message)
      }
    }
  }

  /// The n-th record, from 0; but for its time it does not depend on how many there are.
  /// - Throws: `schemaTooNarrow` when nothing valid could be drawn.
  package func record(_ index: Int) throws(SynthesisError) -> JSONObject {
    var drawing = ValueDrawing(
      random: SeededGenerator(seed: seed(of: index)), time: time(of: index))
    let request = try request(index, &drawing)
    return finish(request, &drawing.random)
  }

  private func seed(of index: Int) -> UInt64 {
    plan.seed &+ UInt64(truncatingIfNeeded: index) &* Self.recordStride
  }

  /// Records come in the order of their times.
  private func time(of index: Int) -> Timestamp {
    var random = SeededGenerator(seed: seed(of: index) ^ Self.timeSalt)
    let first = start(of: index)
    let second = random.whole(first...max(first, start(of: index + 1) - 1))
    return Timestamp(seconds: second) ?? plan.since
  }

  /// The second at which a record's share of the plan starts.
  private func start(of index: Int) -> Int64 {
    let seconds = Double(plan.until.seconds - plan.since.seconds)
    return plan.since.seconds + Int64(seconds * Double(index) / Double(max(plan.recordCount, 1)))
  }

  private func request(
    _ index: Int, _ drawing: inout ValueDrawing
  ) throws(SynthesisError) -> Request {
    var reason = ""
    for _ in 0..<Self.tryCount {
      do throws(InvalidRequest) {
        return try reader.request(draw(index, &drawing))
      } catch {
        reason = error.message
      }
    }
    throw .schemaTooNarrow(reason: reason)
  }

  private func draw(_ index: Int, _ drawing: inout ValueDrawing) -> JSONObject {
    let root = reader.schema.root
    let varied = drawing.random.pick(plan.seeds).map { drawing.vary(.object($0), as: root) }
    var document = (varied ?? drawing.value(of: root)).object ?? JSONObject()
    document["id"] = .string("syn-\(index + 1)")
    document["time"] = .string(drawing.time.description)
    return document
  }

  // MARK: - What happened to it

  private func finish(_ request: Request, _ random: inout SeededGenerator) -> JSONObject {
    let decision = decider.decide(request, approvals: [], at: request.time)
    var document = request.document
    switch decision.status {
    case .approved, .denied:
      document["approvals"] = .array([])
      document["outcome"] = Self.outcome(decision.status.rawValue, at: request.time, by: "policy")
    case .pending:
      let story = HumanStory(
        of: request, decision, in: decider.policy.directory, denialPercent: plan.denialPercent,
        &random)
      document["approvals"] = .array(story.approvals)
      document["outcome"] = story.outcome
    }
    return document
  }

  static func outcome(_ status: String, at: Timestamp, by: String?) -> JSONValue {
    var outcome: JSONObject = ["status": .string(status), "at": .string(at.description)]
    outcome["by"] = by.map { .string($0) }
    return .object(outcome)
  }
}
