import Foundation

/// What a log was at some size: the body of a C2SP tlog-checkpoint.
package struct Checkpoint: Sendable, Hashable {
  /// Which log.
  package var origin: String
  /// How many entries it had.
  package var size: Int
  /// The hash of all of them.
  package var root: MerkleHash

  /// Makes a checkpoint.
  package init(origin: String, size: Int, root: MerkleHash) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// What is signed: origin, size and root, a line each.
  package var body: String {
    "\(origin)\n\(size)\n\(Data(root.bytes).base64EncodedString())\n"
  }

  /// Reads a body; lines after the third, which other logs may have, are an error here.
  init(body: String) throws(CheckpointProblem) {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let lineCount = 4
    guard lines.count == lineCount, lines[3].isEmpty, !lines[0].isEmpty else { throw .malformed }
    guard let size = Int(lines[1]), size >= 0, String(size) == lines[1],
      let root = Data(base64Encoded: lines[2]).flatMap({ MerkleHash(bytes: Array($0)) })
    else { throw .malformed }
    self.init(origin: lines[0], size: size, root: root)
  }
}

/// Why a text is no checkpoint that counts.
package enum CheckpointProblem: Error, Sendable, Hashable {
  /// Not the form of a signed note with a checkpoint in it.
  case malformed
  /// No signature in it is by one of the allowed keys.
  case notSigned
}
