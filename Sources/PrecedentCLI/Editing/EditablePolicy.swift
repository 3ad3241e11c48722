import Diagnostics
import GitStore
import Glibc
import PolicyCore

/// A policy in the work tree whose files can be edited.
struct EditablePolicy {
  let policy: Policy
  let version: PolicyVersion
  /// The folder of the policy on disk, absolute.
  private let folder: String
  /// From the top of the work tree; empty at the top.
  private let root: String
  private let tree: PolicyTree

  init(_ repository: borrowing PolicyRepository) throws {
    version = try repository.load(.workTree, named: "the work tree")
    policy = try version.policy()
    root = version.root ?? ""
    tree = try repository.policyTree(of: .workTree, root: root)
    let top = repository.repository.workTree ?? ""
    folder = root.isEmpty ? top : top + "/" + root
  }

  /// The files of the policy and its tests, from the policy root.
  var paths: [String] { tree.files.map(\.path) }

  /// A path of the policy as git names it.
  func pathInRepository(_ path: String) -> String { root.isEmpty ? path : root + "/" + path }

  /// What an edit would make of a file, as git keeps it; nothing is written.
  func preview(
    _ make: (PolicyEditor) throws(EditProblem) -> EditedFile
  ) throws(CommandFailure) -> EditedFile {
    do throws(EditProblem) {
      return try make(PolicyEditor(tree))
    } catch {
      throw CommandFailure(error.diagnostics)
    }
  }

  /// The files with some of them in a new form.
  func tree(with edited: [EditedFile]) -> PolicyTree {
    var tree = tree
    tree.files.removeAll { file in edited.contains { $0.path == file.path } }
    tree.files += edited.map { PolicyFile(path: $0.path, bytes: $0.bytes) }
    return tree
  }

  /// Edits one file: made by a function of the policy's files, as they are on disk, and put into
  /// its place whole or not at all.
  /// - Parameter path: from the policy root.
  /// - Throws: `CommandFailure` where the edit cannot be made, `WriteFailure` where the file cannot
  ///   be written; nothing has changed then.
  func edit(
    _ path: String, _ make: (PolicyEditor) throws(EditProblem) -> EditedFile
  ) throws -> EditedFile {
    let place = place(of: path)
    let (editor, old) = try editor(of: path)
    let edited: EditedFile
    do throws(EditProblem) {
      edited = try make(editor)
    } catch {
      throw CommandFailure(error.diagnostics)
    }
    try place.write(edited.bytes, inPlaceOf: old)
    return edited
  }

  /// Adds a test to a file together with its new request document: both, or nothing.
  /// - Parameters:
  ///   - path: of the file, from the policy root.
  ///   - fixture: which must not be there yet.
  ///   - check: looks at the test before anything is written.
  func add(
    _ test: WrittenTest, to path: String, with fixture: PolicyFile,
    check: (PolicyTest) throws -> Void
  ) throws -> EditedFile {
    let (editor, old) = try editor(of: path)
    let added: AddedTest
    do throws(EditProblem) {
      added = try editor.adding(test, to: path)
    } catch {
      throw CommandFailure(error.diagnostics)
    }
    try check(added.test)
    let fixturePlace = place(of: fixture.path)
    try fixturePlace.write(fixture.bytes, inPlaceOf: nil)
    do {
      try place(of: path).write(added.file.bytes, inPlaceOf: old)
    } catch {
      fixturePlace.remove()
      throw error
    }
    return added.file
  }

  private func place(of path: String) -> FileInPlace {
    FileInPlace(path: folder + "/" + path, name: pathInRepository(path))
  }

  /// Git may keep other line endings than the disk has; the disk's are kept.
  private func editor(of path: String) throws(WriteFailure) -> (PolicyEditor, FileInPlace.Content?)
  {
    guard tree.files.contains(where: { $0.path == path }) else { return (PolicyEditor(tree), nil) }
    let old = try place(of: path).read()
    var tree = tree
    tree.files = tree.files.map {
      $0.path == path ? PolicyFile(path: path, bytes: old.bytes) : $0
    }
    return (PolicyEditor(tree), old)
  }
}

extension EditProblem {
  /// What people are told; nothing was written.
  var diagnostics: [Diagnostic] {
    switch self {
    case .unreadable(let path):
      return [Self.cannotEdit("`\(path)` cannot be read any more")]
    case .noEntry(let id, let path):
      return [Self.cannotEdit("`\(id)` is not found in `\(path)`")]
    case .unknownLayout(let what, let location):
      return [Self.cannotEdit("this cannot be continued as it is written: \(what)", location)]
    case .changesMore(let path):
      return [Self.cannotEdit("the edit would change more of `\(path)` than it should")]
    case .wouldNotLoad(let problems):
      return problems + [Self.cannotEdit("with the edit the policy would not load")]
    }
  }

  private static func cannotEdit(
    _ message: String, _ location: SourceLocation? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: "cannot-edit", message: message, location: location,
      notes: ["nothing was written"], help: "edit the file by hand, then run `precedent check`")
  }
}

/// One file of the work tree that is edited where it is.
private struct FileInPlace {
  /// Absolute.
  let path: String
  /// As people are shown it.
  let name: String

  /// What was there.
  struct Content {
    let bytes: [UInt8]
    let permissions: mode_t
  }

  /// What links, folders and devices hold is not read.
  func read() throws(WriteFailure) -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ELOOP { throw failure("it is a symbolic link") }
      throw .ofSystem(name)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .ofSystem(name) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure("it is not a file") }
    return Content(bytes: try bytes(of: descriptor), permissions: status.st_mode & 0o7777)
  }

  private func bytes(of descriptor: Int32) throws(WriteFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .ofSystem(name) }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  /// - Parameter old: what is there; nil where nothing may be.
  func write(_ bytes: [UInt8], inPlaceOf old: Content?) throws(WriteFailure) {
    if let old {
      try requireUnchanged(old)
    } else {
      try requireNothing()
    }
    let file = try WholeFile(at: path)
    try file.write(bytes)
    try file.finish(permissions: old?.permissions)
  }

  /// A rename would replace a file that may not be written, and what an editor saved meanwhile.
  private func requireUnchanged(_ old: Content) throws(WriteFailure) {
    let writableByAnyone: mode_t = 0o222
    guard old.permissions & writableByAnyone != 0, access(path, W_OK) == 0 else {
      throw failure("it is read-only")
    }
    guard try read().bytes == old.bytes else {
      throw failure("it changed while it was edited")
    }
  }

  private func requireNothing() throws(WriteFailure) {
    var status = stat()
    guard lstat(path, &status) != 0 else {
      throw failure("it is there already, and git ignores it")
    }
    guard Self.makeFolder(of: path) else { throw .ofSystem(name) }
  }

  /// Makes the folder of a file, and those above that are missing.
  /// - Complexity: recursion is as deep as the path.
  private static func makeFolder(of path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return true }
    let folder = String(path[..<slash])
    let accessibleByAll: mode_t = 0o777
    if mkdir(folder, accessibleByAll) == 0 || errno == EEXIST { return true }
    return errno == ENOENT && makeFolder(of: folder) && mkdir(folder, accessibleByAll) == 0
  }

  /// Takes back what was just written.
  func remove() { unlink(path) }

  private func failure(_ reason: String) -> WriteFailure {
    WriteFailure(path: name, reason: reason)
  }
}
