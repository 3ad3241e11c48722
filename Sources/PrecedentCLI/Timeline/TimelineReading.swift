import CEL
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// Decides one request under each policy of a line of commits.
struct TimelineReading {
  let document: RecordDocument
  let at: Timestamp
  let loading: StretchLoading

  /// One policy of the line, and what it makes of the request.
  private struct Point: Sendable {
    let policy: LoadedPolicy?
    let outcome: TimelineOutcome
  }

  /// The timeline of commits, the oldest first.
  /// - Parameter progress: told how many are done.
  func read(
    _ ids: [ObjectID], in repository: borrowing PolicyRepository, progress: (Int) -> Void
  ) async throws -> Timeline {
    let line = try PolicyLine.read(ids, in: repository)
    let record = document.document
    var timeline = Timeline(requestID: record["id"]?.string ?? "", at: at)
    let at = at
    try await loading.run(line) { loaded in
      Point(policy: loaded, outcome: TimelineOutcome(of: record, under: loaded, at: at))
    } take: { place, point in
      let stretch = line.stretches[place]
      timeline.add(
        TimelineStretch(
          first: try repository.policyCommit(line.first(of: stretch)),
          last: try repository.policyCommit(line.last(of: stretch)), count: stretch.commits.count),
        point.policy, point.outcome)
      progress(stretch.commits.upperBound)
    }
    return timeline
  }
}

extension TimelineOutcome {
  /// What a version makes of a request.
  /// - Parameter loaded: nil where there is no policy.
  fileprivate init(of record: JSONObject, under loaded: LoadedPolicy?, at: Timestamp) {
    guard let policy = loaded?.policy else {
      self = loaded == nil ? .noPolicy : .unusable
      return
    }
    do throws(InvalidRequest) {
      let read = try RecordReader(schema: policy.schema).record(record)
      self.init(Decider(policy: policy).decide(read.request, approvals: read.approvals, at: at))
    } catch {
      self = .invalid(reason: error.message)
    }
  }
}
