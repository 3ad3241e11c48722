/// A path as a shell takes it, relative where that is shorter.
struct ShellWord: CustomStringConvertible {
  let description: String

  init(_ path: String, from folder: String = "") {
    let isBelow = !folder.isEmpty && path.hasPrefix(folder + "/")
    let shown = isBelow ? String(path.dropFirst(folder.count + 1)) : path
    let isPlain = shown.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/._-".utf8.contains(byte)
      }
    }
    let quoted = shown.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''")
    description = isPlain && !shown.hasPrefix("-") ? shown : "'\(quoted)'"
  }
}
