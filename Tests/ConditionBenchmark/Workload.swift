import CEL
import Diagnostics
import Foundation
import History
import PolicyCore

/// Conditions and what they are evaluated over, read as `simulate` reads them and kept in memory.
struct Workload {
  /// Of the policy, sorted by id.
  let rules: [Rule]
  /// Of every request, at the instant at which it was decided; in the order of the history.
  let requests: [Bindings]

  /// Reads a policy folder and a history.
  /// - Throws: `UnusableInput` or `HistoryError`; no record is left out.
  init(policyFolder: String, history: String) throws {
    let policy = try Self.policy(in: policyFolder)
    rules = policy.rules
    requests = try Self.requests(in: history, schema: policy.schema)
    guard !rules.isEmpty, !requests.isEmpty else {
      throw UnusableInput("there is nothing to measure without rules and requests")
    }
  }

  private static func policy(in folder: String) throws -> Policy {
    let loaded = PolicyLoader().load(try tree(in: folder))
    guard let policy = loaded.policy else { throw UnusableInput(diagnostics: loaded.diagnostics) }
    return policy
  }

  private static func tree(in folder: String) throws(UnusableInput) -> PolicyTree {
    do {
      return try PolicyTree(folder: URL(filePath: folder))
    } catch {
      throw UnusableInput("cannot read `\(folder)`: \(error.localizedDescription)")
    }
  }

  private static func requests(in history: String, schema: RequestSchema) throws -> [Bindings] {
    let recordReader = RecordReader(schema: schema)
    var reader = HistoryReader(sources: try HistoryFiles.expand(history))
    var requests: [Bindings] = []
    while let item = try reader.next() {
      switch item {
      case .record(let raw): requests.append(try bindings(of: raw, recordReader))
      case .unreadable(let entry): throw UnusableInput(diagnostics: [entry.diagnostic])
      }
    }
    return requests
  }

  private static func bindings(of raw: RawRecord, _ reader: RecordReader) throws -> Bindings {
    do throws(InvalidRequest) {
      let record = try reader.record(raw.value)
      return record.request.bindings(now: record.decidedAt)
    } catch {
      throw UnusableInput("\(raw.place.file):\(raw.place.lineNumber): \(error.message)")
    }
  }
}

extension PolicyTree {
  /// Every file below a folder on disk, sorted by path.
  init(folder: URL) throws {
    self.init(files: [])
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      let place = folder.appending(path: path)
      let type = try FileManager.default.attributesOfItem(atPath: place.path)[.type]
      switch type as? FileAttributeType {
      case .typeDirectory?: continue
      case .typeRegular?:
        files.append(PolicyFile(path: path, bytes: Array(try Data(contentsOf: place))))
      default: irregular.append(.init(path: path, kind: "no ordinary file"))
      }
    }
  }
}

/// Why nothing can be measured.
struct UnusableInput: Error {
  /// At least one.
  let diagnostics: [Diagnostic]

  /// What is wrong with the files.
  init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// One sentence.
  init(_ message: String) {
    diagnostics = [Diagnostic(code: "benchmark-input", message: message)]
  }
}
