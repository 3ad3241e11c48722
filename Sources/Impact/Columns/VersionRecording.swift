import History
import PolicyCore
import Synchronization

/// Takes down what a version comes to by itself, so that it can be kept beside the history.
///
/// Many tasks give it groups, in any order.
final class VersionRecording: Sendable {
  fileprivate struct State {
    var tables = VersionTables()
    var outcomePlaces: [BaseOutcome: UInt32] = [:]
    var codes: [[UInt32]: UInt32] = [:]
    var outcomeOfCode: [UInt32] = []
    var askedPlaces: [AskedPeople: Int] = [:]
    var groups: [Int: Group] = [:]
  }

  /// As `KeptRows`, and what is to know of it.
  fileprivate struct Group {
    let codes: [UInt32]
    let asked: [UInt32]
    let unfillableCount: Int
  }

  private let state = Mutex(State())

  /// Takes a group down.
  /// - Parameter rows: those that the version says something of.
  func record(
    _ group: RowGroup, at index: Int, _ rows: Bitmap, _ judged: BaseMemory.Rows,
    _ memory: BaseMemory
  ) throws(HistoryError) {
    let waits = try group.waits()
    state.withLock { $0.record(index, rows, judged, memory, waits) }
  }

  /// What is to be kept; nil where not every group was taken down.
  func sections(groupCount: Int) -> [[UInt8]]? {
    state.withLock { state in
      guard state.groups.count == groupCount else { return nil }
      let groups = (0..<groupCount).compactMap { state.groups[$0] }
      let words = groups.flatMap { group in
        [
          UInt32(group.codes.count), UInt32(group.codes.count { $0 == CaseTree.none }),
          UInt32(group.unfillableCount),
        ]
      }
      let (codeCount, askedCount) = (state.outcomeOfCode.count, state.tables.asked.count + 1)
      return [state.tables.bytes, state.outcomeOfCode.bytes, words.bytes]
        + groups.flatMap { group in
          [
            group.codes.packed(below: codeCount),
            group.asked.allSatisfy { $0 == 0 } ? [] : group.asked.packed(below: askedCount),
          ]
        }
    }
  }
}

extension VersionRecording.State {
  fileprivate mutating func record(
    _ index: Int, _ rows: Bitmap, _ judged: BaseMemory.Rows, _ memory: BaseMemory,
    _ waits: Packed<Int64>
  ) {
    var codes = [UInt32](repeating: CaseTree.none, count: judged.codes.count)
    var asked = [UInt32](repeating: 0, count: judged.codes.count)
    var known: [UInt32: UInt32] = [:]
    let places = memory.asked.map { place(of: $0) }
    var unfillableCount = 0
    rows.forEachRow { row in
      let local = judged.codes[row]
      guard let code = known[local] ?? self.code(of: local, memory) else { return }
      known[local] = code
      codes[row] = code
      tables.counts[Int(outcomeOfCode[Int(code)])] += 1
      guard judged.asked[row] > 0 else { return }
      let place = places[Int(judged.asked[row]) - 1]
      asked[row] = UInt32(place) + 1
      tables.load.count(seconds: waits[row], at: place)
      if tables.asked[place].isUnfillable { unfillableCount += 1 }
    }
    groups[index] = .init(codes: codes, asked: asked, unfillableCount: unfillableCount)
  }

  private mutating func code(of local: UInt32, _ memory: BaseMemory) -> UInt32? {
    guard let found = memory.known(local) else { return nil }
    if let known = codes[found.path] { return known }
    let outcome = outcomePlaces[found.outcome] ?? UInt32(tables.outcomes.count)
    if Int(outcome) == tables.outcomes.count {
      outcomePlaces[found.outcome] = outcome
      tables.outcomes.append(found.outcome)
      tables.counts.append(0)
    }
    let code = UInt32(outcomeOfCode.count)
    codes[found.path] = code
    outcomeOfCode.append(outcome)
    return code
  }

  private mutating func place(of people: AskedPeople) -> Int {
    if let known = askedPlaces[people] { return known }
    askedPlaces[people] = tables.asked.count
    tables.asked.append(people)
    return tables.asked.count - 1
  }
}

extension [UInt32] {
  fileprivate var bytes: [UInt8] { withUnsafeBytes { Array<UInt8>($0) } }

  /// As wide as it must be.
  fileprivate func packed(below limit: Int) -> [UInt8] {
    guard limit < KeptVersion.shortLimit else { return bytes }
    return map { UInt16(truncatingIfNeeded: $0) }.withUnsafeBytes { Array<UInt8>($0) }
  }
}
