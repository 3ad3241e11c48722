import CEL
import Foundation
import History
package import PolicyCore

/// A policy and what is decided under it, read as `simulate` reads them and kept in memory.
package struct BenchmarkInput {
  /// With at least one rule.
  package let policy: Policy
  /// As written, in the order of the history; at least one.
  package let documents: [JSONObject]
  /// The same, read.
  package let records: [Record]

  /// Reads a policy folder and a history.
  /// - Throws: `UnusableInput` or `HistoryError`; no record is left out.
  package init(policyFolder: String, history: String) throws {
    policy = try Self.policy(in: policyFolder)
    let recordReader = RecordReader(schema: policy.schema)
    var documents: [JSONObject] = []
    var records: [Record] = []
    var reader = HistoryReader(sources: try HistoryFiles.expand(history))
    while let item = try reader.next() {
      switch item {
      case .record(let raw):
        documents.append(raw.value)
        records.append(try Self.record(of: raw, recordReader))
      case .unreadable(let entry): throw UnusableInput(diagnostics: [entry.diagnostic])
      }
    }
    self.documents = documents
    self.records = records
    guard !policy.rules.isEmpty, !records.isEmpty else {
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

  private static func record(of raw: RawRecord, _ reader: RecordReader) throws -> Record {
    do throws(InvalidRequest) {
      return try reader.record(raw.value)
    } catch {
      throw UnusableInput("\(raw.place.file):\(raw.place.lineNumber): \(error.message)")
    }
  }
}

extension PolicyTree {
  /// Every file below a folder on disk that decides, sorted by path.
  fileprivate init(folder: URL) throws {
    self.init(files: [])
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      guard Self.decides(path) else { continue }
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

  /// Tests and histories may lie beside a policy; a working tree has a `.git`.
  private static func decides(_ path: String) -> Bool {
    ["precedent.yaml", "schema/", "rules/", "exceptions/", "directory/"]
      .contains { path.hasPrefix($0) }
  }
}
