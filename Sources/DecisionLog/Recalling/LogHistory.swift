package import History
import CEL
import PolicyCore

/// A log as a history: each request once, with what was decided of it.
///
/// A request that was decided several times is the record of its last final decision, with the
/// approvals of that decision; one that is still pending is that of its last decision, and has no
/// outcome. Records stand in the order of these decisions.
package struct LogHistory: Sendable {
  private let scan: LogScan
  /// The entries that become records, ascending.
  private let chosen: [Int]
  /// How many entries there were.
  private let size: Int
  private let segments: [Segment]

  private struct Segment: Sendable {
    let path: String
    /// The entry on its first line.
    let start: Int
  }

  /// What is known of a request after some entries.
  private struct Latest {
    var index: Int
    var isFinal: Bool
  }

  /// Goes through a log, and finds the last decision on each request.
  /// - Throws: also where the log is damaged: nothing of such a log is replayed. A torn end is
  ///   none: its entry was acknowledged to nobody.
  /// - Complexity: O(bytes of the log); memory for the ids of its requests, then for a number each.
  package init(folder: String) throws(LogFailure) {
    scan = try LogScan(folder: folder)
    var latest: [String: Latest] = [:]
    var segments: [Segment] = []
    let end = try scan.run { (entry, place) throws(LogFailure) in
      if segments.last?.path != place.path {
        segments.append(Segment(path: place.path, start: entry.index))
      }
      guard let decision = try LoggedDecision.reading(entry, at: place) else { return }
      if latest[decision.requestID]?.isFinal == true, !decision.isFinal { return }
      latest[decision.requestID] = Latest(index: entry.index, isFinal: decision.isFinal)
    }
    if let damage = end.damage, !end.isTail { throw .damaged(damage) }
    chosen = latest.values.map(\.index).sorted()
    size = end.size
    self.segments = segments
  }

  /// The records.
  /// - Parameter name: the folder as people named it.
  package func source(shownAs name: String) -> HistorySource {
    .pulled(
      PulledHistory(name: name, place: { place(ofRecord: $0 - 1, name) }) {
        () throws(HistoryError) in
        let reading = try LogRecordReading(self, name: name)
        return { () throws(HistoryError) in try reading.next() }
      })
  }

  private func place(ofRecord number: Int, _ name: String) -> RecordPlace {
    guard chosen.indices.contains(number) else { return RecordPlace(file: name, lineNumber: 0) }
    let index = chosen[number]
    let segment = segments.last { $0.start <= index }
    return RecordPlace(
      file: name + "/" + (segment?.path ?? ""), lineNumber: index - (segment?.start ?? 0) + 1)
  }

  /// Goes through the log a second time.
  private final class LogRecordReading {
    private let chosen: [Int]
    private let size: Int
    private let name: String
    private var cursor: LogCursor
    private var count = 0

    init(_ history: LogHistory, name: String) throws(HistoryError) {
      chosen = history.chosen
      size = history.size
      self.name = name
      do throws(LogFailure) { cursor = try LogCursor(history.scan) } catch {
        throw .readFailed(path: name, reason: "the log cannot be opened any more")
      }
    }

    /// The line of the next record; empty at the end.
    func next() throws(HistoryError) -> [UInt8] {
      guard count < chosen.count else { return [] }
      let record: JSONObject?
      do throws(LogFailure) { record = try find(chosen[count]) } catch {
        throw changed
      }
      guard let record else { throw changed }
      count += 1
      return JSONValue.object(record).canonicalBytes + [UInt8(ascii: "\n")]
    }

    private func find(_ index: Int) throws(LogFailure) -> JSONObject? {
      while let (entry, place) = try cursor.next() {
        guard entry.index == index else { continue }
        return try LoggedDecision.reading(entry, at: place)?.record
      }
      return nil
    }

    private var changed: HistoryError {
      .readFailed(path: name, reason: "the log was changed while it was read")
    }
  }
}
