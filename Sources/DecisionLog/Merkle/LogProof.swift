package import PolicyCore

/// Something about a log that can be checked against a checkpoint, without the log.
package struct LogProof: Sendable, Hashable {
  /// The name of the format.
  package static let schema = "precedent.log-proof/v1"

  /// What is proved.
  package enum Claim: Sendable, Hashable {
    /// An entry is at a place.
    case entry(index: Int, leaf: MerkleHash)
    /// The log has only grown since it had a size and a root.
    case growth(from: Int, oldRoot: MerkleHash)
  }

  /// Which log.
  package var origin: String
  /// Of the checkpoint.
  package var size: Int
  /// Of the checkpoint.
  package var root: MerkleHash
  /// What is proved.
  package var claim: Claim
  /// In the order in which they are needed.
  package var hashes: [MerkleHash]
  /// The entry itself, so that the proof shows what it is about; nil where only its hash is told.
  package var entry: LogEntry?

  /// Makes a proof.
  package init(
    origin: String, size: Int, root: MerkleHash, claim: Claim, hashes: [MerkleHash],
    entry: LogEntry? = nil
  ) {
    self.origin = origin
    self.size = size
    self.root = root
    self.claim = claim
    self.hashes = hashes
    self.entry = entry
  }

  /// Reads a proof; nil for a document that is none.
  package init?(_ document: JSONValue) {
    let hashes = document["hashes"]?.array?.map { $0.hash }
    guard document["schema"]?.string == Self.schema, let origin = document["origin"]?.string,
      let size = document["size"]?.count, let root = document["root"]?.hash,
      let hashes, !hashes.contains(nil), let claim = Claim(document)
    else { return nil }
    self.init(
      origin: origin, size: size, root: root, claim: claim, hashes: hashes.compactMap(\.self))
    if let stored = document["entry"]?["content"] {
      guard let entry = LogEntry(stored) else { return nil }
      self.entry = entry
    }
  }
}

extension LogProof.Claim {
  fileprivate init?(_ document: JSONValue) {
    switch (document["entry"], document["growth"]) {
    case (let entry?, nil):
      guard let index = entry["index"]?.count, let leaf = entry["leaf"]?.hash else { return nil }
      self = .entry(index: index, leaf: leaf)
    case (nil, let growth?):
      guard let size = growth["fromSize"]?.count, let root = growth["fromRoot"]?.hash else {
        return nil
      }
      self = .growth(from: size, oldRoot: root)
    case (nil, nil), (_?, _?): return nil
    }
  }
}

extension JSONValue {
  fileprivate var hash: MerkleHash? { string.flatMap(MerkleHash.init(hexadecimal:)) }

  fileprivate var count: Int? {
    guard case .integer(let number) = self, number >= 0 else { return nil }
    return Int(number)
  }
}
