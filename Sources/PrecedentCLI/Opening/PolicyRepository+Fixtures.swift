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
  private static let fixtureFolder = "tests/fixtures/"

  /// The request documents below tests/fixtures, sorted by path.
  func fixtures(of version: PolicyVersion) throws -> [Fixture] {
    guard let root = version.root else { return [] }
    let snapshot = try repository.snapshot(
      of: version.source, root: root, selecting: .named(["tests"]))
    return try snapshot.files.filter {
      $0.path.hasPrefix(Self.fixtureFolder) && $0.path.hasSuffix(".json")
    }.map { file in
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONReader.read(file.bytes)
      } catch {
        throw CommandFailure(Fixture.unusable(file.path, error.fault.message))
      }
      guard case .object(let fixture) = value else {
        throw CommandFailure(Fixture.unusable(file.path, "a fixture is a JSON object"))
      }
      return Fixture(path: file.path, request: fixture)
    }
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
