/// Sorts what a version holds into files, irregular entries and collisions, and counts the cost.
struct EntryCollector {
  /// git's modes of entries (gitformat-index(5), "mode").
  enum Mode {
    static let typeMask: UInt32 = 0o170000
    static let folder: UInt32 = 0o040000
    static let regular: UInt32 = 0o100000
    static let symlink: UInt32 = 0o120000
    static let submodule: UInt32 = 0o160000

    /// The kind that a mode in a tree or an index says.
    static func kind(_ mode: UInt32) -> EntryKind {
      switch mode & typeMask {
      case folder: .folder
      case regular: mode & 0o111 == 0 ? .regular : .executable
      case symlink: .symlink
      case submodule: .submodule
      default: .special
      }
    }
  }

  let root: String
  let selection: Selection
  let limits: SnapshotLimits
  private var listing = TreeListing()
  private var spellings: [String: [String]] = [:]
  private var topNames: [[UInt8]: Bool] = [:]
  private var count = 0

  init(root: String, selection: Selection, limits: SnapshotLimits) {
    self.root = root
    self.selection = selection
    self.limits = limits
  }

  /// Counts one more entry that was looked at.
  mutating func visit() throws(GitStoreError) {
    count += 1
    if count > limits.entryCount {
      throw .tooManyEntries(root: root, limit: limits.entryCount)
    }
  }

  /// Whether a name directly below the root is wanted; one that only looks like it is remembered.
  mutating func wants(_ name: [UInt8]) -> Bool {
    if let known = topNames[name] { return known }
    let text = EntryPath.text(name)
    let isWanted = selection.contains(text)
    topNames[name] = isWanted
    if !isWanted, selection.lookAlike(text) {
      listing.lookalikes.append(text)
      spell(text)
    }
    return isWanted
  }

  /// Whether a folder below the root may be entered; one with a bad name is reported instead.
  mutating func enters(_ path: [UInt8]) throws(GitStoreError) -> Bool {
    let depth = path.count { $0 == UInt8(ascii: "/") } + 1
    guard depth <= limits.depth else {
      throw .tooDeep(path: EntryPath.text(path), limit: limits.depth)
    }
    if let kind = EntryPath.problem(path) {
      report(path, kind)
      return false
    }
    spell(EntryPath.text(path))
    return true
  }

  /// Adds what is no folder.
  mutating func add(_ path: [UInt8], _ kind: EntryKind, id: ObjectID?, byteCount: Int? = nil) {
    if let problem = EntryPath.problem(path) { return report(path, problem) }
    let text = EntryPath.text(path)
    spell(text)
    switch kind {
    case .regular, .executable:
      listing.files.append(ListedFile(path: text, byteCount: byteCount, objectID: id))
    case .folder, .symlink, .submodule, .special, .notUTF8, .unsafeName, .filtered:
      listing.irregular.append(IrregularEntry(path: text, kind: kind))
    }
  }

  /// Whether a path was met already, spelt the same.
  func holds(_ path: [UInt8]) -> Bool {
    let text = EntryPath.text(path)
    return spellings[EntryPath.folded(text)]?.contains { $0.utf8.elementsEqual(text.utf8) } == true
  }

  /// Everything, sorted by the bytes of the paths.
  func finished() -> TreeListing {
    var listing = listing
    listing.files.sort { $0.path.precedes($1.path) }
    listing.irregular.sort { $0.path.precedes($1.path) }
    listing.lookalikes.sort { $0.precedes($1) }
    listing.caseCollisions = spellings.values.filter { $0.count > 1 }
      .map { $0.sorted { $0.precedes($1) } }
      .sorted { ($0.first ?? "").precedes($1.first ?? "") }
    return listing
  }

  /// Adds what is reported as it is.
  mutating func report(_ path: [UInt8], _ kind: EntryKind) {
    listing.irregular.append(IrregularEntry(path: EntryPath.text(path), kind: kind))
  }

  /// Remembers how a path and the folders above it are spelt.
  private mutating func spell(_ path: String) {
    spellings[EntryPath.folded(path), default: []].append(path)
  }
}

/// Paths inside of a version, as bytes until they are known to be texts.
enum EntryPath {
  /// Why a path cannot be a policy file's; only its last part is looked at, for the folders above
  /// it were looked at before.
  static func problem(_ path: [UInt8]) -> EntryKind? {
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    let name = path[start...]
    guard let text = String(validating: name, as: UTF8.self) else { return .notUTF8 }
    let reserved = ["", ".", "..", ".git", "git~1"]
    let isControl = name.contains { $0 < 0x20 || $0 == 0x7F }
    if reserved.contains(text.lowercased()) || name.contains(UInt8(ascii: "\\")) || isControl {
      return .unsafeName
    }
    return nil
  }

  /// The path as text; bytes that are not UTF-8 as `\xNN`.
  static func text(_ path: [UInt8]) -> String {
    if let text = String(validating: path, as: UTF8.self) { return text }
    return path.map { byte in
      byte < 0x80 ? String(Unicode.Scalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  /// Equal for two paths that a file system without case takes for one. Swift compares strings by
  /// canonical equivalence, so composed and decomposed letters are one too.
  static func folded(_ path: String) -> String { path.uppercased().lowercased() }
}

extension String {
  /// The order of the bytes.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
