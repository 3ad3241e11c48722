import Diagnostics
import History
import Testing

struct UnreadableReasonTests {
  static let faults: [JSONFault] = [
    .empty, .syntax, .endsEarly, .trailingContent, .invalidUTF8, .nulByte, .byteOrderMark,
    .duplicateName,
    .loneSurrogate, .integerOutOfRange, .numberOutOfRange, .tooDeep(limit: 64), .tooLarge,
  ]
  static let reasons: [UnreadableReason] =
    faults.map { .json($0) } + [
      .notAnObject, .lineTooLong(limit: 9), .missingID, .idNotText,
      .duplicateID(first: RecordPlace(file: "f", lineNumber: 1)), .endsEarly(.gzip),
      .endsEarly(.zstd), .damaged(.gzip), .damaged(.zstd), .trailingBytes(.gzip),
      .trailingBytes(.zstd), .windowTooLarge, .needsDictionary, .gitLFSPointer,
    ]

  @Test func codesAreStable() {
    #expect(
      Self.reasons.map(\.code) == [
        "invalid-json", "invalid-json", "invalid-json", "trailing-content", "invalid-utf8",
        "nul-byte",
        "byte-order-mark", "duplicate-name", "lone-surrogate", "integer-out-of-range",
        "number-out-of-range", "too-deep", "document-too-large", "not-an-object", "line-too-long",
        "missing-id", "id-not-text", "duplicate-id", "gzip-ends-early", "zstd-ends-early",
        "gzip-damaged", "zstd-damaged", "gzip-trailing-bytes", "zstd-trailing-bytes",
        "zstd-window-too-large", "zstd-needs-dictionary", "git-lfs-pointer",
      ])
  }

  @Test(arguments: reasons)
  func messagesFollowTheGrammar(_ reason: UnreadableReason) {
    for text in [reason.message, reason.help].compactMap({ $0 }) {
      #expect(!text.isEmpty && !text.hasSuffix(".") && !text.contains("\n"))
    }
  }

  @Test func namesPlaceAndReason() {
    let entry = UnreadableRecord(
      place: RecordPlace(file: "h.ndjson", lineNumber: 7), reason: .json(.duplicateName), column: 12
    )
    #expect(entry.diagnostic.code == "history-duplicate-name")
    #expect(entry.diagnostic.message == "the same name twice in one object")
    #expect(entry.diagnostic.location?.path == "h.ndjson")
    #expect(entry.diagnostic.location?.lineNumber == 7)
    #expect(entry.diagnostic.location?.columnNumber == 12)
  }

  struct Failure: Sendable {
    let error: HistoryError
    let code: String
  }

  static let failures = [
    Failure(error: .cannotOpen(path: "p", reason: "r"), code: "history-cannot-open"),
    Failure(error: .readFailed(path: "p", reason: "r"), code: "history-read-failed"),
    Failure(
      error: .unexpectedFile(path: "p", kind: .unknownSuffix), code: "history-unexpected-file"),
    Failure(error: .unexpectedFile(path: "p", kind: .hidden), code: "history-unexpected-file"),
    Failure(error: .unexpectedFile(path: "p", kind: .notRegular), code: "history-unexpected-file"),
    Failure(error: .unexpectedFile(path: "p", kind: .nameNotUTF8), code: "history-unexpected-file"),
    Failure(error: .outOfMemory(path: "p"), code: "history-out-of-memory"),
    Failure(error: .tooManyLines(path: "p"), code: "history-too-many-lines"),
    Failure(error: .corruptCache(path: "p"), code: "cache-damaged"),
    Failure(error: .changed(path: "p"), code: "history-changed"),
  ]

  @Test(arguments: failures)
  func everyErrorSaysWhereAndWhatToDo(_ failure: Failure) {
    let diagnostic = failure.error.diagnostic
    #expect(diagnostic.code == failure.code)
    #expect(diagnostic.message.contains("`p`"))
    #expect(diagnostic.location?.path == "p")
    #expect(diagnostic.help?.isEmpty == false)
  }
}
