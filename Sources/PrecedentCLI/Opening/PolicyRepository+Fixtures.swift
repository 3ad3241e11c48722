import Diagnostics
import GitStore
import History
import PolicyCore

extension PolicyRepository {
  private static let fixtureFolder = "tests/fixtures/"

  /// The request documents below tests/fixtures, sorted by path.
  func fixtures(of version: PolicyVersion) throws -> [JSONObject] {
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
        throw Self.unusable(file.path, error.fault.message)
      }
      guard case .object(let fixture) = value else {
        throw Self.unusable(file.path, "a fixture is a JSON object")
      }
      return fixture
    }
  }

  private static func unusable(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(
      Diagnostic(code: "invalid-fixture", message: reason, location: .file(path)))
  }
}
