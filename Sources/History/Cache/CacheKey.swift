import PolicyCore

/// What a history is kept for: the files that were read, and how.
struct CacheKey: Equatable {
  let sources: [FileState]
  /// Digests, in order.
  let schemas: [String]
  let lineByteCount: Int
  let depth: Int
  let identity: RecordIdentity

  /// To be raised whenever the walk says something else of a line than before.
  private static let walkVersion: Int64 = 1

  /// Nil where a source is no regular file, or is named like another.
  init?(sources: [HistorySource], schemas: [RequestSchema], settings: ColumnSettings) {
    var states: [FileState] = []
    var names: Set<String> = []
    for source in sources {
      guard case .file(let path, let name) = source, let state = FileState(path: path),
        state.isRegular, names.insert(name).inserted
      else { return nil }
      states.append(state)
    }
    guard !states.isEmpty else { return nil }
    self.sources = states
    self.schemas = schemas.map(\.digest)
    lineByteCount = settings.limits.lineByteCount
    depth = settings.limits.depth
    identity = settings.identity
  }

  /// Stored bytes of all sources.
  var byteCount: Int { sources.reduce(0) { $0 + $1.byteCount } }

  /// Names the entry. What tells the content of a file is not in it: what is read of a file that
  /// was
  /// changed takes the place of what was read before.
  var digest: String {
    let parts: [JSONValue] = [
      .string("precedent.columns"), .integer(Self.walkVersion),
      .array(schemas.map { .string($0) }), .integer(Int64(lineByteCount)), .integer(Int64(depth)),
      .bool(identity == .required),
      .array(sources.map { .string("\($0.device):\($0.inode)") }),
    ]
    return Digest.sha256(JSONValue.array(parts).canonicalBytes)
  }

  /// Whether no source can have been written to in the very moment in which reading began: such a
  /// change would not show (git, `Documentation/technical/racy-git`).
  ///
  /// A file system whose moments are whole seconds may round them down, to an even one.
  func isOlder(than begun: FileState.Moment) -> Bool {
    sources.allSatisfy { source in
      let latest = max(source.modified, source.changed)
      let isCoarse = source.modified.nanoseconds == 0 && source.changed.nanoseconds == 0
      return isCoarse ? latest.seconds + 2 <= begun.seconds : latest < begun
    }
  }
}

extension FileState {
  /// What an entry keeps of a source.
  var stored: JSONValue {
    .object([
      "device": .string(String(device)), "inode": .string(String(inode)),
      "bytes": .integer(Int64(byteCount)), "modified": modified.stored,
      "changed": changed.stored,
    ])
  }
}

extension FileState.Moment {
  var stored: JSONValue { .array([.integer(Int64(seconds)), .integer(Int64(nanoseconds))]) }

  init?(_ stored: JSONValue?) {
    guard let parts = stored?.array, parts.count == 2, case .integer(let seconds) = parts[0],
      case .integer(let nanoseconds) = parts[1]
    else { return nil }
    self.init(seconds: Int(seconds), nanoseconds: Int(nanoseconds))
  }
}
