import CEL
import Foundation
import PolicyCore
import Testing

@testable import DecisionLog

struct LogWriterTests {
  @Test func entriesAreReadBackInTheirOrder() async throws {
    let fixture = try LogFixture()
    try await fixture.write(5)
    let (entries, end) = try fixture.scan()
    #expect(entries.map(\.index) == Array(0..<5))
    #expect(entries.map(\.content) == (0..<5).map { LogFixture.decision("r\($0)") })
    #expect(end.damage == nil)
    #expect(entries[0].previous == LogFixture.header.hash)
    #expect(entries[1].previous == entries[0].hash)
  }

  @Test func aLogThatIsOpenedAgainGoesOn() async throws {
    let fixture = try LogFixture()
    try await fixture.write(3)
    let writer = try fixture.writer()
    #expect(writer.repaired == nil)
    let entry = try await writer.append(LogFixture.decision("later"))
    #expect(entry.index == 3)
    let (entries, end) = try fixture.scan()
    #expect(entries.count == 4)
    let checkpoint = await writer.checkpoint
    #expect(checkpoint.root == end.tree.root)
    #expect(checkpoint.size == 4)
  }

  @Test func manyProducersLoseNothingAndShareTheOrder() async throws {
    let fixture = try LogFixture()
    let writer = try fixture.writer()
    let acknowledged = try await withThrowingTaskGroup(of: [LogEntry].self) { group in
      for producer in 0..<16 {
        group.addTask {
          var entries: [LogEntry] = []
          for number in 0..<20 {
            entries.append(try await writer.append(LogFixture.decision("\(producer)-\(number)")))
          }
          return entries
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let (entries, end) = try fixture.scan()
    #expect(end.damage == nil)
    #expect(entries == acknowledged.sorted { $0.index < $1.index })
    #expect(entries.count == 320)
  }

  // MARK: - What is refused, and leaves the log as it was

  @Test func oneWritesAtATime() throws {
    let fixture = try LogFixture()
    let first = try fixture.writer()
    #expect(throws: LogFailure.locked(folder: fixture.log)) { try fixture.writer() }
    withExtendedLifetime(first) {}
  }

  @Test func aLogOfAnotherNameOrKindIsNotGoneOnWith() async throws {
    let fixture = try LogFixture()
    try await fixture.write(1)
    for other in [
      LogHeader(origin: "other", isReplay: false),
      LogHeader(origin: "acme/decisions", isReplay: true),
    ] {
      #expect(throws: LogFailure.otherLog(folder: fixture.log, found: LogFixture.header)) {
        try fixture.writer(header: other)
      }
    }
  }

  @Test func oneRequestIDHasOneDigest() async throws {
    let fixture = try LogFixture()
    let writer = try fixture.writer()
    _ = try await writer.append(LogFixture.decision("r"))
    _ = try await writer.append(LogFixture.decision("r"))
    await #expect(throws: LogFailure.otherRequest(id: "r", index: 0)) {
      _ = try await writer.append(LogFixture.decision("r", digest: "other"))
    }
    #expect(try fixture.scan().entries.count == 2)
  }

  @Test func commitsOnlyMoveForwardUnlessARollbackSaysWhy() async throws {
    let fixture = try LogFixture()
    let writer = try fixture.writer()
    _ = try await writer.append(LogFixture.decision("1", commit: "d"))
    await #expect(throws: LogFailure.commitWentBack(last: "d", now: "b")) {
      _ = try await writer.append(LogFixture.decision("2", commit: "b"))
    }
    let rollback = PolicyRollback(from: "d", to: "b", by: "alice", reason: "INC-7")
    _ = try await writer.append(.rollback(rollback))
    _ = try await writer.append(LogFixture.decision("2", commit: "b"))
    await #expect(throws: LogFailure.commitWentBack(last: "b", now: "d")) {
      _ = try await writer.append(.rollback(rollback))
    }
    #expect(try fixture.scan().entries.map(\.content.kind) == [.decision, .rollback, .decision])
  }

  @Test func aClockThatGoesBackIsRefusedAndACorrectionIsNot() async throws {
    let fixture = try LogFixture()
    let writer = try fixture.writer()
    let first = try await writer.append(LogFixture.decision("1"))
    fixture.turnClock(to: first.recordedAt.seconds - 3)
    let second = try await writer.append(LogFixture.decision("2"))
    #expect(second.recordedAt == first.recordedAt)
    fixture.turnClock(to: first.recordedAt.seconds - 100)
    let now = try #require(Timestamp(seconds: first.recordedAt.seconds - 99))
    await #expect(throws: LogFailure.clockWentBack(last: first.recordedAt, now: now)) {
      _ = try await writer.append(LogFixture.decision("3"))
    }
    #expect(try fixture.scan().entries.count == 2)
  }

  @Test func oneBadEntryDoesNotTakeOthersWithIt() async throws {
    let fixture = try LogFixture()
    let writer = try fixture.writer()
    _ = try await writer.append(LogFixture.decision("r"))
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask {
          let content = LogFixture.decision(
            number % 2 == 0 ? "r" : "r\(number)", digest: "d\(number)")
          do {
            _ = try await writer.append(content)
            return true
          } catch { return false }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 }.count == 10)
    #expect(try fixture.scan().entries.count == 11)
  }

  @Test func aFolderThatCannotBeWrittenToIsSaid() {
    #expect(throws: LogFailure.self) {
      try LogWriter(
        folder: "/proc/no-such-place/log", header: LogFixture.header,
        rules: LogWriter.Rules(now: { .epoch }, isForward: { _, _ in true }))
    }
  }

  @Test func whereThereIsNoLogNothingIsRead() throws {
    let fixture = try LogFixture()
    #expect(throws: LogFailure.noLog(folder: fixture.log)) { try LogScan(folder: fixture.log) }
  }
}
