import Diagnostics
import GitStore
import History
import PolicyCore

/// A request document of a policy's tests.
struct Fixture {
  /// Relative to the policy root.
  let path: String
  let request: JSONObject
}

extension PolicyRepository {
  /// The request documents below tests/fixtures, sorted by path.
  func fixtures(of version: PolicyVersion) throws -> [Fixture] {
    guard let root = version.root else { return [] }
    let snapshot = try repository.snapshot(
      of: version.source, root: root, selecting: .named(["tests"]))
    return try Fixture.all(
      in: PolicyTree(files: snapshot.files.map { PolicyFile(path: $0.path, bytes: $0.bytes) }))
  }
}

extension Fixture {
  private static let folder = "tests/fixtures/"

  /// The request documents below tests/fixtures, in the order of the files.
  static func all(in tree: PolicyTree) throws(CommandFailure) -> [Fixture] {
    var found: [Fixture] = []
    for file in tree.files where file.path.hasPrefix(folder) && file.path.hasSuffix(".json") {
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONReader.read(file.bytes)
      } catch {
        throw CommandFailure(unusable(file.path, error.fault.message))
      }
      guard case .object(let fixture) = value else {
        throw CommandFailure(unusable(file.path, "a fixture is a JSON object"))
      }
      found.append(Fixture(path: file.path, request: fixture))
    }
    return found
  }
}

extension Fixture {
  /// A file that cannot be a fixture.
  static func unusable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "invalid-fixture", message: reason, location: .file(path),
      help: "fixtures are whole requests that fit schema/request.schema.json")
  }
}
