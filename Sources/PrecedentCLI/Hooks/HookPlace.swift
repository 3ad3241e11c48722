import Diagnostics
import Foundation
import Reporting

/// The place of one hook in a folder of hooks.
struct HookPlace {
  /// What stands there.
  enum Occupant: Equatable {
    case nothing
    /// Ours, with this text, and whether git would run it.
    case ours([UInt8], isExecutable: Bool)
    /// Somebody else's: a script, a link, a folder.
    case other
  }

  let hook: Hook
  private let path: String
  /// Where a hook is kept that was there before.
  let keptPath: String

  init(_ hook: Hook, in folder: String) {
    self.hook = hook
    path = folder + "/" + hook.rawValue
    keptPath = path + ".before-precedent"
  }

  var occupant: Occupant {
    guard Self.isThere(path) else { return .nothing }
    guard let data = FileManager.default.contents(atPath: path), HookScript.isOurs(data) else {
      return .other
    }
    return .ours(Array(data), isExecutable: FileManager.default.isExecutableFile(atPath: path))
  }

  var isKeeping: Bool { Self.isThere(keptPath) }

  /// Whether installing would lose a hook: a second one came in where one is kept already.
  var isBlocked: Bool { occupant == .other && isKeeping }

  /// Puts the script there; what stood there before is kept beside it.
  func install(_ script: HookScript) throws -> HookChange {
    switch occupant {
    case .ours(script.bytes, isExecutable: true): return .unchanged
    case .ours:
      try write(script)
      return .updated
    case .nothing:
      try write(script)
      return isKeeping ? .chained : .installed
    case .other:
      try Self.move(path, to: keptPath)
      do { try write(script) } catch {
        try Self.move(keptPath, to: path)
        throw error
      }
      return .chained
    }
  }

  /// Takes the script away, and puts back what was there before.
  func uninstall() throws -> HookChange {
    switch occupant {
    case .other: return .absent
    case .nothing where !isKeeping: return .absent
    case .nothing: break
    case .ours: try Self.remove(path)
    }
    guard isKeeping else { return .removed }
    try Self.move(keptPath, to: path)
    return .restored
  }

  // MARK: - Files

  private func write(_ script: HookScript) throws(WriteFailure) {
    let executableByAll: mode_t = 0o755
    let file = try WholeFile(at: path)
    try file.write(script.bytes)
    try file.finish(permissions: executableByAll)
  }

  /// Also a link that leads nowhere is there.
  private static func isThere(_ path: String) -> Bool {
    do {
      _ = try FileManager.default.attributesOfItem(atPath: path)
      return true
    } catch { return false }
  }

  private static func move(_ path: String, to other: String) throws(WriteFailure) {
    guard rename(path, other) == 0 else { throw .ofSystem(other) }
  }

  private static func remove(_ path: String) throws(WriteFailure) {
    guard unlink(path) == 0 else { throw .ofSystem(path) }
  }
}
