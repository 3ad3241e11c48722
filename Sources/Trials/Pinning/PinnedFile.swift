import CEL
import PolicyCore

/// Where pinned records are kept.
package enum PinnedFile {
  /// The file of their tests, from the policy root.
  package static let tests = "tests/pinned.yaml"
  private static let folder = "fixtures/pinned/"

  /// The name of a request document that stands for a record, whatever its id is: letters, digits and
  /// `._-` of the id, and a part of its digest where that is not all of it.
  /// - Parameter taken: paths from the policy root; a name that differs from one of them only in case
  ///   gets the digest too.
  package static func base(of id: String, besides taken: [String]) -> String {
    // Long enough for ids of people's own making, short enough for every file system.
    let longest = 80
    var name = ""
    for byte in id.utf8.prefix(longest) {
      name.append(isSafe(byte) ? Character(Unicode.Scalar(byte)) : "-")
    }
    if name.first.map({ "._-".contains($0) }) ?? true { name = "record-" + name }
    let path = fixture(of: folder + name + ".json")
    let isAmbiguous = taken.contains { $0 != path && $0.lowercased() == path.lowercased() }
    if !name.hasSameUTF8(as: id) || isAmbiguous {
      let digestLength = 12
      name += "-" + Digest.sha256(Array(id.utf8)).prefix(digestLength)
    }
    return folder + name + ".json"
  }

  /// The path from the policy root of a request document that tests here name as their base.
  package static func fixture(of base: String) -> String { "tests/" + base }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
