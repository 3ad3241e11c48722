package import CEL
package import PolicyCore

extension LoggedDecision {
  /// Reads an entry; nil for one that holds no decision.
  /// - Throws: `damaged`, where it holds one that no program of ours wrote.
  package static func reading(
    _ entry: LogEntry, at place: LogPlace
  ) throws(LogFailure) -> LoggedDecision? {
    do throws(RecordProblem) {
      return try LoggedDecision(entry)
    } catch {
      throw .damaged(
        LogDamage(
          .notAnEntry, file: place.path, lineNumber: place.lineNumber, index: entry.index))
    }
  }

  /// Rules that matched or were lifted, in the order of the record, without repeats.
  package var rules: [String] {
    let matched = parts("matched").filter { $0["exception"] != .bool(true) }
    return (matched + parts("lifted")).compactMap { $0["rule"]?.string }.withoutRepeats
  }

  /// Exceptions that were active.
  package var exceptions: [String] {
    parts("matched").filter { $0["exception"] == .bool(true) }.compactMap { $0["rule"]?.string }
  }

  /// When a review that is not filled is denied; nil without one, or where it waits for ever.
  package var deadline: Timestamp? {
    parts("requirements").compactMap { $0["until"]?.string.flatMap(Timestamp.parse) }.min()
  }

  /// When the request was made.
  package var requestedAt: Timestamp? {
    stored.json["request"]?["time"]?.string.flatMap(Timestamp.parse)
  }

  /// Who receives or loses the access.
  package var subject: String { stored.json["request"]?["subject"]?["id"]?.string ?? "" }

  /// What the access is to.
  package var resource: String { stored.json["request"]?["resource"]?["id"]?.string ?? "" }

  /// Whose approvals filled the places of the review, as persons.
  package var approvers: [ID] {
    parts("requirements").flatMap { $0["filledBy"]?.array ?? [] }
      .compactMap { $0["by"]?.string.map { ID($0) } }
  }

  func parts(_ name: String) -> [JSONValue] { self[name]?.array ?? [] }
}

extension LogPlace {
  /// The file, relative to the log's folder.
  package var path: String { LogFolder.segmentsName + "/" + file }
}

extension [String] {
  /// The first of each.
  fileprivate var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
