import CEL
import History
import PolicyCore

/// The form of a part: a line of canonical JSON, the rows of its requests, and the SHA-256 of both.
extension SummaryPart {
  /// The name of the format.
  static let schema = "precedent.log-summary/v1"

  /// The bytes of its file.
  func bytes(of log: LogHeader) -> [UInt8] {
    let chain = end.chain
    var json: JSONObject = [
      "schema": .string(Self.schema), "log": .string(log.hash.hexadecimal),
      "start": .integer(Int64(start)), "previous": .string(previous.hexadecimal),
      "size": .integer(Int64(chain.index)), "last": .string(chain.last.hexadecimal),
      "nodes": .array(chain.frontier.nodes.map { .string($0.hexadecimal) }),
      "file": .string(end.place.file), "nextLine": .integer(Int64(end.place.lineNumber)),
      "lastOffset": .integer(Int64(end.lastOffset)),
      "nextOffset": .integer(Int64(end.place.offset)),
      "requests": .integer(Int64(requests.count)),
    ]
    json["recordedAt"] = chain.recordedAt.map { .string($0.description) }
    json["commit"] = end.commit.map { .string($0) }
    let content = JSONValue.object(json).canonicalBytes + [0x0A] + requests.bytes
    return content + MerkleHash.digest(of: content).bytes
  }

  /// Reads a file.
  /// - Throws: why it is of no use.
  init(reading bytes: [UInt8], of log: LogHeader) throws(SummaryProblem.Reason) {
    let content = Array(bytes.dropLast(MerkleHash.byteCount))
    guard bytes.suffix(MerkleHash.byteCount).elementsEqual(MerkleHash.digest(of: content).bytes)
    else { throw .corrupt }
    var reader = JSONReader()
    guard let lineEnd = content.firstIndex(of: 0x0A),
      let json = reader.object(Array(content[..<lineEnd])), json["schema"]?.string == Self.schema
    else { throw .otherVersion }
    guard json["log"]?.string == log.hash.hexadecimal else { throw .otherLog }
    guard let end = SummaryEnd(reading: json), let start = json.count("start"),
      start < end.chain.index, let previous = json.hash("previous"),
      let requests = RequestTable(bytes: Array(content[(lineEnd + 1)...])),
      requests.count == json.count("requests")
    else { throw .corrupt }
    self.init(start: start, previous: previous, end: end, requests: requests)
  }
}

extension SummaryEnd {
  fileprivate init?(reading json: JSONObject) {
    let nodes = json["nodes"]?.array?.map { $0.string.flatMap(MerkleHash.init(hexadecimal:)) } ?? []
    guard !nodes.contains(nil), let size = json.count("size"), let last = json.hash("last"),
      let frontier = MerkleFrontier(size: size, nodes: nodes.compactMap(\.self)),
      let recordedAt = json["recordedAt"]?.string.flatMap(Timestamp.parse),
      let file = json["file"]?.string, LogFolder.isSegment(file),
      let line = json.count("nextLine"), let lastOffset = json.count("lastOffset"),
      let offset = json.count("nextOffset"), lastOffset < offset
    else { return nil }
    self.init(
      chain: LogChain(last: last, recordedAt: recordedAt, frontier: frontier),
      place: LogPlace(file: file, lineNumber: line, offset: offset), lastOffset: lastOffset,
      commit: json["commit"]?.string)
  }
}

extension JSONObject {
  fileprivate func count(_ name: String) -> Int? {
    guard case .integer(let number)? = self[name], number >= 0 else { return nil }
    return Int(number)
  }

  fileprivate func hash(_ name: String) -> MerkleHash? {
    self[name]?.string.flatMap(MerkleHash.init(hexadecimal:))
  }
}

/// Why a part of what is kept beside a log was not used, and made again from the log.
package struct SummaryProblem: Sendable, Hashable {
  /// What is wrong with the file.
  package enum Reason: Error, Sendable, Hashable {
    /// The bytes are not those that were written.
    case corrupt
    /// Written by another version of the program.
    case otherVersion
    /// Of another log.
    case otherLog
    /// It does not follow the part before it.
    case outOfPlace
    /// The system said no.
    case unreadable(String)
  }

  /// Relative to the log's folder.
  package var file: String
  /// What is wrong with it.
  package var reason: Reason
}
