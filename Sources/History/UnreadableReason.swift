/// Why a line, or the rest of a file, is not a record.
package enum UnreadableReason: Sendable, Hashable {
  case json(JSONFault)
  /// Valid JSON, but not an object.
  case notAnObject
  /// Longer than the limit; it was passed over without being held in memory.
  case lineTooLong(limit: Int)
  case missingID
  case idNotText
  /// Another record of the history has the same `id`.
  case duplicateID(first: RecordPlace)
  /// The compressed stream stops in the middle: from this line on the file is unread.
  case endsEarly(CompressedFormat)
  /// The compressed stream contradicts itself or its checksum: from this line on it is unread.
  case damaged(CompressedFormat)
  /// After the compressed stream comes something else.
  case trailingBytes(CompressedFormat)
  /// A zstd frame that asks for more memory than a reader should give.
  case windowTooLarge
  /// A zstd frame that cannot be read without a dictionary.
  case needsDictionary
  /// The file is what git keeps in place of a large file.
  case gitLFSPointer

  /// A stable name.
  package var code: String {
    switch self {
    case .json(let fault): fault.code
    case .notAnObject: "not-an-object"
    case .lineTooLong: "line-too-long"
    case .missingID: "missing-id"
    case .idNotText: "id-not-text"
    case .duplicateID: "duplicate-id"
    case .endsEarly(let format): "\(format.rawValue)-ends-early"
    case .damaged(let format): "\(format.rawValue)-damaged"
    case .trailingBytes(let format): "\(format.rawValue)-trailing-bytes"
    case .windowTooLarge: "zstd-window-too-large"
    case .needsDictionary: "zstd-needs-dictionary"
    case .gitLFSPointer: "git-lfs-pointer"
    }
  }

  /// A sentence fragment for people.
  package var message: String {
    switch self {
    case .json(let fault): fault.message
    case .notAnObject: "not a JSON object"
    case .lineTooLong(let limit): "line longer than \(limit) bytes"
    case .missingID: "`id` is missing"
    case .idNotText: "`id` is not text"
    case .duplicateID(let first):
      "the same `id` as the record at \(first.file):\(first.lineNumber)"
    case .endsEarly(let format): "\(format.rawValue) stream ends early; the rest is unread"
    case .damaged(let format): "\(format.rawValue) stream is damaged; the rest is unread"
    case .trailingBytes(let format): "bytes after the end of the \(format.rawValue) stream"
    case .windowTooLarge: "zstd frame asks for a window of more than 128 MiB"
    case .needsDictionary: "zstd frame needs a dictionary"
    case .gitLFSPointer: "a Git LFS pointer instead of the file"
    }
  }

  /// What to do about it.
  package var help: String? {
    switch self {
    case .json(let fault): fault.help
    case .duplicateID: "give every record an `id` of its own, or remove one of the two"
    case .endsEarly: "copy or export the file again"
    case .damaged: "copy or export the file again"
    case .windowTooLarge: "compress it without `--long` or `--ultra`"
    case .needsDictionary: "compress it without a dictionary"
    case .gitLFSPointer: "run `git lfs pull`"
    case .missingID, .idNotText: "give every record an `id`, a text of its own"
    case .notAnObject, .lineTooLong, .trailingBytes: nil
    }
  }
}

/// A compressed form that is recognised by its first bytes.
package enum CompressedFormat: String, Sendable, Hashable, CaseIterable {
  case gzip, zstd
}
