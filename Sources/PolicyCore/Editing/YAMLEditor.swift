import CEL
import Diagnostics

/// Edits one YAML file in place: only the lines of the edit change, and the result is read again
/// to see that it says what was asked for and nothing else.
struct YAMLEditor {
  /// What is changed.
  enum Change {
    /// A key of the entry with an id, in a top-level list; written behind `anchor` when it is new.
    case set(EditValue.Member, of: ID, in: String, after: String)
    /// A new last entry of a top-level list.
    case append(EditValue, to: String)
  }

  private let file: PolicyFile
  private let source: SourceFile
  private let root: DocumentNode
  private let limits: LoadingLimits
  private let writer: YAMLSplicing

  /// - Throws: `unreadable` for what is no YAML, or no YAML that policies may have.
  init(_ file: PolicyFile, limits: LoadingLimits = .standard) throws(EditProblem) {
    self.file = file
    self.limits = limits
    source = SourceFile(path: file.path, bytes: file.bytes)
    root = try Self.root(of: source, limits)
    writer = YAMLSplicing(source: source)
  }

  /// The file with a change in it.
  /// - Throws: `noEntry`, `unknownLayout`, or `changesMore` where the result would say anything else.
  /// - Complexity: O(bytes).
  func edited(_ change: Change) throws(EditProblem) -> EditedFile {
    let splices = try splices(for: change)
    let bytes = splices.applied(to: file.bytes)
    let path = file.path
    let new: DocumentNode
    do throws(EditProblem) {
      new = try Self.root(of: SourceFile(path: path, bytes: bytes), limits)
    } catch {
      throw .changesMore(path: path)
    }
    guard EditComparison(change: change).holds(from: root, to: new) else {
      throw .changesMore(path: path)
    }
    return EditedFile(
      path: path, bytes: bytes, lineNumber: lineNumber(of: splices, in: bytes))
  }

  /// The first line with something new, or the first where nothing changes; what only makes room,
  /// such as a comma or a line break, is not counted.
  private func lineNumber(of splices: [TextSplice], in bytes: [UInt8]) -> Int {
    var shift = 0
    for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let room = splice.bytes.prefix { " \r\n,".utf8.contains($0) }.count
      if room < splice.bytes.count {
        return LineLayout(bytes: bytes).lineNumber(of: splice.range.lowerBound + shift + room)
      }
      shift += splice.bytes.count - splice.range.count
    }
    return 1
  }

  private static func root(
    of source: SourceFile, _ limits: LoadingLimits
  ) throws(EditProblem) -> DocumentNode {
    let document = YAMLDocument(source, limits: limits)
    guard let root = document.root, !document.problems.hasErrors else {
      throw .unreadable(path: source.path)
    }
    return root
  }

  // MARK: - Splices

  private func splices(for change: Change) throws(EditProblem) -> [TextSplice] {
    switch change {
    case .set(let member, let id, let list, let anchor):
      guard let (entry, isInFlow) = entry(id, in: list) else {
        throw .noEntry(id: id.text, path: file.path)
      }
      if let old = entry.member(member.key) {
        return try writer.replacing(old, with: member.value, isInFlow: isInFlow)
      }
      return try writer.inserting(member, into: entry, after: anchor)
    case .append(let value, let list):
      guard let found = root.members.first(where: { $0.key == list }),
        case .list(let entries) = found.value.content
      else { throw .noEntry(id: list, path: file.path) }
      return try writer.appending(value, to: found, entries, isInFlow: writer.isFlow(root))
    }
  }

  /// An entry, and whether brackets are around what is in it.
  private func entry(_ id: ID, in list: String) -> (DocumentNode, isInFlow: Bool)? {
    guard let node = root.member(list), case .list(let entries) = node.content,
      let entry = entries.first(where: { $0.hasID(id) })
    else { return nil }
    return (entry, [root, node, entry].contains(where: writer.isFlow))
  }
}

extension DocumentNode {
  /// Whether it is the entry of an id.
  func hasID(_ id: ID) -> Bool {
    guard case .scalar(let scalar)? = member("id")?.content else { return false }
    return scalar.text.hasSameUTF8(as: id.text)
  }
}
