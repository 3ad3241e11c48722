import Diagnostics
import Foundation

/// The folder of a demonstration: removed in the end unless the user keeps it.
struct DemoFolder: ~Copyable {
  let path: String
  private let isKept: Bool

  init(keptAt keptPath: String?) throws {
    isKept = keptPath != nil
    let manager = FileManager.default
    let temporary = manager.temporaryDirectory.path + "/precedent-demo-\(UUID().uuidString)"
    path = keptPath ?? temporary
    guard !manager.fileExists(atPath: path) else {
      throw CommandFailure(
        Diagnostic(
          code: "already-there", message: "`\(path)` is there already",
          help: "name a folder that does not exist"))
    }
    do {
      try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw WriteFailure(path: path, reason: error.localizedDescription)
    }
  }

  deinit {
    guard !isKept else { return }
    // A temporary folder that cannot be removed is the system's to clean.
    do { try FileManager.default.removeItem(atPath: path) } catch {}
  }
}
