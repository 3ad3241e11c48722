import CEL
import Foundation
import PolicyCore
import Synchronization
import Testing

@testable import DecisionLog

/// A log in a temporary folder, which goes with it.
final class LogFixture: Sendable {
  let path: String
  /// What the clock says; each entry is a second later than the one before it.
  private let clock = Mutex(Int64(1_800_000_000))

  init() throws {
    path = NSTemporaryDirectory() + "precedent-log-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var log: String { path + "/log" }
  var segment: String { log + "/segments/000000000000.ndjson" }

  static let header = LogHeader(origin: "acme/decisions", isReplay: false)

  /// Commits are letters, and forward is by the alphabet.
  var rules: LogWriter.Rules {
    LogWriter.Rules(
      now: { [self] in
        clock.withLock { seconds in
          seconds += 1
          return Timestamp(seconds: seconds) ?? Timestamp.epoch
        }
      },
      isForward: { $0 <= $1 })
  }

  func turnClock(to seconds: Int64) { clock.withLock { $0 = seconds } }

  func writer(header: LogHeader = LogFixture.header) throws(LogFailure) -> LogWriter {
    try LogWriter(folder: log, header: header, rules: rules)
  }

  /// Decisions on requests `r0`, `r1` ... in a new log.
  func write(_ count: Int) async throws {
    let writer = try writer()
    for number in 0..<count { _ = try await writer.append(Self.decision("r\(number)")) }
  }

  /// As `write`, all with one `fsync`, in a log that may be there.
  func fill(
    _ count: Int, from start: Int = 0, commit: String = "c",
    header: LogHeader = LogFixture.header, isClosed: Bool = true
  ) async throws {
    let writer = try writer(header: header)
    let contents = (start..<(start + count)).map { Self.decision("r\($0)", commit: commit) }
    for result in await writer.append(contents) { _ = try result.get() }
    if isClosed { try await writer.close() }
  }

  static func decision(
    _ request: String, digest: String? = nil, commit: String = "c"
  ) -> LogContent {
    .decision(
      [
        "id": .string("id of \(request)"), "request": .object(["id": .string(request)]),
        "requestSha256": .string(digest ?? "digest of \(request)"),
        "stamp": .object(["commit": .string(commit)]),
      ], signatures: [])
  }

  func scan() throws(LogFailure) -> (entries: [LogEntry], end: LogEnd) {
    var entries: [LogEntry] = []
    let end = try LogScan(folder: log).run { entry, _ in entries.append(entry) }
    return (entries, end)
  }

  /// A copy of the whole log.
  func copy() throws -> LogFixture {
    let other = try LogFixture()
    try FileManager.default.copyItem(atPath: log, toPath: other.log)
    other.turnClock(to: clock.withLock { $0 })
    return other
  }

  /// A copy in which one file has other bytes.
  func copy(replacing file: String, with bytes: [UInt8]) throws -> LogFixture {
    let other = try copy()
    try other.replace(file, with: bytes)
    return other
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: log + "/" + file)
  }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: log + "/" + file) }

  /// Of the parts of the summary, in their order.
  func summaryNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: log + "/summary").sorted()
  }

  func replace(_ file: String, with bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: log + "/" + file))
  }

  func bytes(of file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: log + "/" + file)))
  }
}

extension Timestamp {
  /// For a fixture whose instants are always good.
  static var epoch: Timestamp {
    guard let instant = Timestamp(seconds: 0) else { preconditionFailure("1970 is an instant") }
    return instant
  }
}
