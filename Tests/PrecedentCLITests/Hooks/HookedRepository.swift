import Foundation
import TestSupport
import Testing

/// What a program printed on both streams, and how it ended.
struct ProgramResult {
  let status: Int32
  let said: String
}

/// A real repository with the real hooks, which run the built program. Removed in the end.
final class HookedRepository {
  /// Of everything here.
  let folder: String
  /// The top of the work tree.
  let top: String

  /// A copy of a repository that holds a small policy, with its hooks installed.
  init() throws {
    folder = NSTemporaryDirectory() + "precedent-hooks-\(UUID().uuidString)"
    top = folder + "/policy"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.base.get().top, toPath: top)
  }

  private init(empty folder: String) {
    self.folder = folder
    top = folder + "/policy"
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: - The base

  /// Made once, then copied.
  private static let base = Result { try makeBase() }

  private struct Base: Sendable { let top: String }

  private static let basePath =
    NSTemporaryDirectory() + "precedent-hooks-base-\(ProcessInfo.processInfo.processIdentifier)"

  private static func makeBase() throws -> Base {
    let fixture = try PolicyFixture()
    try fixture.write(SmallTestedPolicy.settings, to: "precedent.yaml")
    try fixture.write(SmallPolicy.directory, to: "directory/people.yaml")
    try fixture.write(SmallPolicy.rules, to: "rules/databases.yaml")
    try fixture.write(SmallPolicy.history, to: "history/requests.ndjson")
    try fixture.write(SmallTestedPolicy.tests, to: "tests/databases.yaml")
    try fixture.write(SmallTestedPolicy.fixture, to: "tests/fixtures/request.json")
    try fixture.write("Nothing to see here.\n", to: "notes/readme.txt")
    try fixture.commit("Start")
    try fixture.git("config", "precedent.binary", program)
    let top = basePath
    try? FileManager.default.removeItem(atPath: top)
    try FileManager.default.copyItem(atPath: fixture.path, toPath: top)
    let repository = HookedRepository(empty: NSTemporaryDirectory() + UUID().uuidString)
    let installed = try repository.run(program, ["hook", "install"], in: top)
    try #require(installed.status == 0, "\(installed.said)")
    atexit { try? FileManager.default.removeItem(atPath: HookedRepository.basePath) }
    return Base(top: top)
  }

  /// The program that was built with these tests.
  static let program: String = {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = link.map { ($0 as NSString).deletingLastPathComponent + "/precedent" }
    let candidates = [beside, PackageFolder.path + "/.build/debug/precedent"].compactMap { $0 }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "precedent"
  }()

  // MARK: - Files

  func write(_ text: String, to file: String) throws {
    try text.write(toFile: top + "/" + file, atomically: false, encoding: .utf8)
  }

  func read(_ file: String) throws -> String {
    try String(contentsOfFile: top + "/" + file, encoding: .utf8)
  }

  func replace(_ old: String, _ new: String, in file: String) throws {
    let text = try read(file)
    try #require(text.contains(old), "\(file)")
    try write(text.replacingOccurrences(of: old, with: new), to: file)
  }

  /// Writes a hook that notes in `FILE` of the folder that it ran, and ends with a status.
  func writeHook(_ path: String, noting file: String, status: Int = 0) throws {
    let text =
      "#!/bin/sh\ncat >> '\(folder)/\(file)'\necho ran >> '\(folder)/\(file)'\nexit \(status)\n"
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  func noted(_ file: String) throws -> String {
    try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
  }

  // MARK: - Programs

  /// Runs git as a user does, hooks and all.
  @discardableResult
  func git(
    _ arguments: String..., in directory: String? = nil, input: String = "",
    with variables: [String: String] = [:]
  ) throws -> ProgramResult {
    try run(
      "/usr/bin/env", ["git"] + arguments, in: directory ?? top, input: input, with: variables)
  }

  /// Runs git, which must succeed.
  @discardableResult
  func mustGit(_ arguments: String..., in directory: String? = nil) throws -> String {
    let result = try run("/usr/bin/env", ["git"] + arguments, in: directory ?? top)
    try #require(result.status == 0, "git \(arguments): \(result.said)")
    return result.said.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Stages everything and commits it, past the hooks.
  func commitUnjudged(_ message: String, in directory: String? = nil) throws {
    try mustGit("add", "--all", in: directory)
    try mustGit("commit", "--quiet", "--no-verify", "--message", message, in: directory)
  }

  func run(
    _ program: String, _ arguments: [String], in directory: String, input: String = "",
    with variables: [String: String] = [:]
  ) throws -> ProgramResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.environment = environment.merging(variables) { $1 }
    let (output, stream) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, output)
    process.standardInput = stream
    try process.run()
    try stream.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stream.fileHandleForWriting.close()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return ProgramResult(status: process.terminationStatus, said: said)
  }

  private var environment: [String: String] {
    var environment = CommandTester.hermeticVariables
    environment["HOME"] = folder
    environment["GIT_EDITOR"] = "true"
    environment["GIT_CEILING_DIRECTORIES"] = NSTemporaryDirectory()
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Test"
      environment["GIT_\(role)_EMAIL"] = "author@example.com"
      environment["GIT_\(role)_DATE"] = "2026-10-01T00:00:00Z"
    }
    return environment
  }
}

/// The texts of a small policy whose rules are tested.
enum SmallTestedPolicy {
  static let settings = """
    name: small
    testing: { changedRules: conditions }
    gates:
      - { id: humans-said-no, noHumanDeniedApproved: true }

    """

  static let tests = """
    tests:
      - name: staging is open, production is not
        at: 2026-07-02T10:00:00Z
        base: fixtures/request.json
        cases:
          - with: { resource.environment: staging }
            expect: { decision: approved, limits: { duration: 8h } }
          - with: { resource.environment: prod }
            expect: { decision: pending, missing: [ { count: 1, from: security } ] }
          - expect: { decision: denied }
      - name: security signs for production
        at: 2026-07-02T10:00:00Z
        base: fixtures/request.json
        cases:
          - with: { resource.environment: prod }
            approvals:
              - { by: alice@example.com, verdict: approve, at: 2026-07-02T09:00:00Z }
            expect: { decision: approved }

    """

  static let fixture = """
    {"id":"t","time":"2026-07-02T08:00:00Z","subject":{"id":"carol@example.com"},
     "action":{"name":"grant"},"resource":{"id":"db"},"context":{"justification":"a test"}}

    """
}

/// Edits of the small policy, by what the hooks should say of them.
enum Edit {
  /// Tested: the limit is in a test.
  static func good(_ repository: HookedRepository) throws {
    try repository.replace("limits: { duration: 8h }", "limits: { duration: 4h }", in: rules)
    try repository.replace("limits: { duration: 8h }", "limits: { duration: 4h }", in: tests)
  }

  /// A test says otherwise.
  static func failing(_ repository: HookedRepository) throws {
    try repository.replace("limits: { duration: 8h }", "limits: { duration: 4h }", in: rules)
  }

  /// A rule that no test reaches.
  static func untested(_ repository: HookedRepository) throws {
    try repository.write(try repository.read(rules) + untestedRule, to: rules)
  }

  static let rules = "rules/databases.yaml"
  static let tests = "tests/databases.yaml"

  static let untestedRule = """
      - id: sandbox
        title: A sandbox asks the security team.
        owner: security
        when: has(resource.environment) && resource.environment == "sandbox"
        effect: review
        review:
          stages:
            - require: [ { count: 1, from: [ { team: security } ] } ]

    """
}
