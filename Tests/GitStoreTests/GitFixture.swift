import Foundation
import Testing

@testable import GitStore

/// A temporary folder with git repositories, made by the git command line with fixed authors and
/// dates and nobody's configuration. Removed at the end.
final class GitFixture {
  /// What the git command line said when it failed.
  struct CommandFailure: Error, CustomStringConvertible {
    let arguments: [String]
    let output: String
    var description: String { "git \(arguments.joined(separator: " ")): \(output)" }
  }

  let folder: String
  /// The first repository: `repo` in the folder.
  let top: String
  private var clock = 1_767_225_600

  /// Makes the folder and, unless told otherwise, an empty repository in it.
  init(repository options: [String]? = []) throws {
    let made = FileManager.default.temporaryDirectory
      .appendingPathComponent("precedent-git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    folder = made.resolvingSymlinksInPath().path
    top = folder + "/repo"
    if let options {
      try run(["init", "-q", "-b", "main"] + options + [top], in: folder)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs git in the first repository and gives what it printed.
  @discardableResult
  func git(
    _ arguments: String..., in directory: String? = nil, with more: [String: String] = [:],
    input: [UInt8] = []
  ) throws -> String {
    try run(arguments, in: directory ?? top, with: more, input: input)
  }

  /// Runs git and gives what it printed, without the final line break.
  @discardableResult
  func run(
    _ arguments: [String], in directory: String, with more: [String: String] = [:],
    input: [UInt8] = []
  ) throws -> String {
    let (status, output) = try result(arguments, in: directory, with: more, input: input)
    guard status == 0 else { throw CommandFailure(arguments: arguments, output: output) }
    return output
  }

  /// Runs git and gives its exit code with what it printed.
  func result(
    _ arguments: [String], in directory: String, with more: [String: String] = [:],
    input: [UInt8] = []
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.environment = environment.merging(more) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    let inputPath = folder + "/.input-\(UUID().uuidString)"
    try Data(input).write(to: URL(fileURLWithPath: inputPath))
    defer { try? FileManager.default.removeItem(atPath: inputPath) }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self)
    return (process.terminationStatus, text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  private var environment: [String: String] {
    let date = "@\(clock) +0100"
    return [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder + "/no-home", "LC_ALL": "C", "TZ": "UTC",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com", "GIT_AUTHOR_DATE": date,
      "GIT_COMMITTER_NAME": "Bo", "GIT_COMMITTER_EMAIL": "bo@example.com",
      "GIT_COMMITTER_DATE": date, "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "file",
    ]
  }

  // MARK: Making content

  /// Writes a file below a directory, with the folders above it.
  func write(_ path: String, _ text: String, in directory: String? = nil) throws {
    try write(path, Array(text.utf8), in: directory)
  }

  /// Writes bytes to a file below a directory, with the folders above it.
  func write(_ path: String, _ bytes: [UInt8], in directory: String? = nil) throws {
    let url = URL(fileURLWithPath: (directory ?? top) + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Makes a symlink below a directory.
  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: top + "/" + path, withDestinationPath: target)
  }

  /// Commits what is in the work tree, a minute after the last commit.
  @discardableResult
  func commit(
    _ message: String = "change", _ files: [String: String] = [:], in directory: String? = nil
  ) throws -> ObjectID {
    for (path, text) in files { try write(path, text, in: directory) }
    clock += 60
    let place = directory ?? top
    try run(["add", "-A"], in: place)
    try run(["commit", "-q", "--allow-empty", "-F", "-"], in: place, input: Array(message.utf8))
    return try id("HEAD", in: place)
  }

  /// A commit object with chosen parents and an age in minutes, of the empty tree.
  func bareCommit(_ message: String, parents: [ObjectID] = [], minute: Int) throws -> ObjectID {
    let tree = try git("mktree")
    let date = "@\(1_767_000_000 + minute * 60) +0000"
    let text = try run(
      ["commit-tree", tree, "-m", message] + parents.flatMap { ["-p", $0.hex] }, in: top,
      with: ["GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date])
    return try #require(ObjectID(hex: text))
  }

  /// What git says a revision is.
  func id(_ revision: String, in directory: String? = nil) throws -> ObjectID {
    let text = try git("rev-parse", "--verify", revision, in: directory)
    return try #require(ObjectID(hex: text), "git gave \(text)")
  }

  /// Makes a tree of raw entries, as no well-meaning git would write it.
  func rawTree(_ entries: [(mode: String, name: [UInt8], id: ObjectID)]) throws -> ObjectID {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array("\(entry.mode) ".utf8) + entry.name + [0] + entry.id.bytes
    }
    let text = try git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: bytes)
    return try #require(ObjectID(hex: text), "git gave \(text)")
  }

  /// Commits a tree as it is.
  func commit(tree: ObjectID) throws -> ObjectID {
    let text = try git("commit-tree", tree.hex, "-m", "raw")
    return try #require(ObjectID(hex: text))
  }

  /// The blob of a text.
  func blob(_ text: String) throws -> ObjectID {
    let made = try git("hash-object", "-w", "--stdin", input: Array(text.utf8))
    return try #require(ObjectID(hex: made))
  }

  // MARK: Opening

  /// Opens a directory with nobody's configuration.
  @discardableResult
  func open(
    _ directory: String? = nil, _ change: (inout GitEnvironment) -> Void = { _ in }
  ) throws -> Repository {
    var environment = GitEnvironment()
    // The search upwards must never leave the fixture.
    environment.ceilingDirectories = [folder]
    change(&environment)
    return try Repository.open(at: directory ?? top, environment: environment)
  }
}

extension TreeSnapshot {
  /// Paths and contents as texts, for short expectations.
  var texts: [String: String] {
    Dictionary(
      files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { $1 })
  }
}
