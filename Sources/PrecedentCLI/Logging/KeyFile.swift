import CEL
import DecisionLog
import Diagnostics
import Foundation
import Glibc

/// Keys in files: private ones that only their owner may read, allowed ones in a folder.
enum KeyFile {
  /// More than any key has.
  private static let greatestByteCount = 16 << 10

  /// Reads a private key.
  /// - Throws: where others may read it too, and what is wrong with it.
  static func signingKey(at path: String, shownAs name: String) throws -> SigningKey {
    var status = stat()
    guard stat(path, &status) == 0 else { throw unreadable(name) }
    let othersMayReadOrWrite: mode_t = 0o077
    guard status.st_mode & othersMayReadOrWrite == 0 else {
      throw CommandFailure(
        Diagnostic(
          code: "key-not-private", message: "others than its owner may use the key `\(name)`",
          help: "run `chmod 600 \(name)`; if somebody may have read it, make a new key"))
    }
    let text = try text(at: path, shownAs: name)
    do throws(KeyProblem) {
      return try SigningKey(reading: text)
    } catch {
      throw CommandFailure(error.diagnostic(of: name))
    }
  }

  /// Reads the keys of a folder, `*.pub`, by name.
  static func allowedKeys(in folder: String, shownAs name: String) throws -> [VerificationKey] {
    guard access(folder, R_OK) == 0 else { throw unreadable(name) }
    // Not what is in folders below: whoever names a folder means the keys that he sees there.
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try files.filter { $0.hasSuffix(suffix) }.sorted().map { file in
      let text = try text(at: folder + "/" + file, shownAs: name + "/" + file)
      do throws(KeyProblem) {
        return try VerificationKey(reading: text)
      } catch {
        throw CommandFailure(error.diagnostic(of: name + "/" + file))
      }
    }
  }

  /// Of the file of a public key.
  static let suffix = ".pub"

  private static func text(at path: String, shownAs name: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(name) }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: greatestByteCount) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unreadable(_ name: String) -> CommandFailure {
    CommandFailure(
      Diagnostic(
        code: "cannot-read", message: "cannot read `\(name)`: \(String(cString: strerror(errno)))",
        help: "check the path and its permissions"))
  }
}

extension KeyProblem {
  func diagnostic(of file: String) -> Diagnostic {
    let reason =
      switch self {
      case .noBlock(let label): "there is no block `\(label)` in it"
      case .notBase64: "what is between its lines is not base64"
      case .notAKey: "it is no ed25519 key"
      case .noName: "no line `name: ...` stands before the block"
      case .badInstant(let header): "`\(header)` is no instant of RFC 3339"
      }
    return Diagnostic(
      code: "bad-key", message: "`\(file)` cannot be used as a key: \(reason)",
      help: "keys are made by `precedent key new NAME`")
  }
}
