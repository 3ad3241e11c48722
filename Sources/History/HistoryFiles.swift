#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the files of a history.
package enum HistoryFiles {
  /// What the name of a history file ends in.
  package static let suffixes = [
    ".ndjson", ".ndjson.gz", ".ndjson.zst", ".jsonl", ".jsonl.gz", ".jsonl.zst",
  ]

  /// The sources a path stands for: a file itself, `-` for standard input, or all history files
  /// below a folder, sorted by the bytes of their paths.
  ///
  /// In a folder everything must be a history file, README.md and .gitkeep apart: a file that would
  /// be left out, hidden ones included, is an error, and so is a link, which is not followed.
  /// - Parameters:
  ///   - shownPath: what people are shown in place of `path`, such as a path relative to the policy.
  ///   - standardInput: the descriptor that `-` stands for.
  package static func expand(
    _ path: String, shownAs shownPath: String? = nil, standardInput: Int32 = 0
  ) throws(HistoryError) -> [HistorySource] {
    let shown = shownPath ?? path
    if path == "-" { return [.standardInput(fileDescriptor: standardInput)] }
    guard let status = FileStatus(path: path) else {
      throw .cannotOpen(path: shown, reason: systemMessage(errno))
    }
    guard status.kind == .directory else { return [.file(path: path, name: shown)] }
    var found: [String] = []
    do throws(HistoryError) { try collect(in: path, into: &found) } catch {
      throw error.showing { shown + suffix(of: $0, after: path) }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { .file(path: $0, name: shown + suffix(of: $0, after: path)) }
  }

  /// By bytes, as a combining mark at the start of a file name makes one character with the `/`.
  private static func suffix(of path: String, after folder: String) -> String {
    String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
  }

  private static func collect(
    in folder: String, into found: inout [String]
  ) throws(HistoryError) {
    for name in try names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      if name == "README.md" || name == ".gitkeep" { continue }
      if name.hasPrefix(".") { throw .unexpectedFile(path: path, kind: .hidden) }
      guard let status = FileStatus(linkPath: path) else {
        throw .cannotOpen(path: path, reason: systemMessage(errno))
      }
      switch status.kind {
      case .directory: try collect(in: path, into: &found)
      case .other: throw .unexpectedFile(path: path, kind: .notRegular)
      case .regular where suffixes.contains(where: name.hasSuffix): found.append(path)
      case .regular: throw .unexpectedFile(path: path, kind: .unknownSuffix)
      }
    }
  }

  /// The names in a folder, in byte order, so that the first error is always the same.
  private static func names(in folder: String) throws(HistoryError) -> [String] {
    guard let directory = opendir(folder) else {
      throw .cannotOpen(path: folder, reason: systemMessage(errno))
    }
    defer { closedir(directory) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(directory) {
      guard let name = name(of: entry) else {
        throw .unexpectedFile(path: folder, kind: .nameNotUTF8)
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .readFailed(path: folder, reason: systemMessage(errno)) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
        String(validatingCString: $0)
      }
    }
  }
}
