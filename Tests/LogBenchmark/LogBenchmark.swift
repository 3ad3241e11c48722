import CEL
import DecisionLog
import Foundation
import PolicyCore

/// Appends to logs and opens them, and says how long that takes.
struct LogBenchmark {
  let records: [JSONObject]
  let folder: String
  /// In the log that is opened.
  let openedEntries: Int

  private static let header = LogHeader(origin: "bench/decisions", isReplay: false)
  /// Appended to a log by one producer; by many, so many times more.
  private static let appended = 2_000

  func run() async throws {
    let bytes = LogContent.decision(records[0], signatures: [])
    let line = LogEntry(index: 0, previous: .ofNothing, recordedAt: Self.now(), content: bytes).line
    print("log: \(records.count) records, such as one of \(line.count) bytes")
    try await append(producers: 1)
    try await append(producers: 16)
    try await append(producers: 256)
    try await open()
  }

  // MARK: - Appending

  /// Each producer waits for its decision before it sends the next.
  private func append(producers: Int) async throws {
    let writer = try makeWriter("append-\(producers)")
    let share = max(1, min(10, producers)) * Self.appended / producers
    let started = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for producer in 0..<producers {
        group.addTask {
          for number in 0..<share {
            _ = try await writer.append(content(producer * share + number))
          }
        }
      }
      try await group.waitForAll()
    }
    let seconds = Self.seconds(since: started)
    let count = Double(producers * share)
    let batches = Double(await writer.synchronizationCount)
    report(
      "durable, \(producers) at once",
      "\(Int(count / seconds)) decisions/s, \(tenths(count / batches)) for each fdatasync")
  }

  // MARK: - Opening

  private func open() async throws {
    let name = "open"
    do {
      let writer = try makeWriter(name)
      let batch = 1_000
      for start in stride(from: 0, to: openedEntries, by: batch) {
        let contents = (start..<min(start + batch, openedEntries)).map { content($0) }
        for result in await writer.append(contents) { _ = try result.get() }
      }
      try await writer.close()
    }
    try await open("\(openedEntries) entries, with their summary", name)
    try FileManager.default.removeItem(atPath: folder + "/" + name + "/summary")
    try await open("\(openedEntries) entries, without it", name)
  }

  private func open(_ title: String, _ name: String) async throws {
    let started = ContinuousClock.now
    let writer = try makeWriter(name)
    let seconds = Self.seconds(since: started)
    let size = await writer.checkpoint.size
    report(
      "opening " + title,
      size == openedEntries ? "\(tenths(seconds * 1_000)) ms, \(memory)" : "has \(size)")
  }

  /// What the process holds in memory now, in Linux's words.
  private var memory: String {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon") } ?? ""
    return line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: - Parts

  private func makeWriter(_ name: String) throws -> LogWriter {
    try LogWriter(
      folder: folder + "/" + name, header: Self.header,
      rules: LogWriter.Rules(now: { Self.now() }, isForward: { _, _ in true }))
  }

  /// One of the records, for a request of its own.
  private func content(_ number: Int) -> LogContent {
    var record = records[number % records.count]
    if case .object(var request)? = record["request"] {
      request["id"] = .string("request-\(number)")
      record["request"] = .object(request)
    }
    return .decision(record, signatures: [])
  }

  private static func now() -> Timestamp {
    Timestamp(seconds: Int64(Date().timeIntervalSince1970)) ?? .distant
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }

  private func tenths(_ number: Double) -> String {
    String(Double(Int(number * 10)) / 10)
  }

  private func report(_ name: String, _ figure: String) {
    print(name + String(repeating: " ", count: max(1, 44 - name.count)) + figure)
  }
}

extension Timestamp {
  fileprivate static var distant: Timestamp {
    guard let instant = Timestamp(seconds: 0) else { preconditionFailure("1970 is an instant") }
    return instant
  }
}
