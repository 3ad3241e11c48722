import CEL
import Diagnostics
import PolicyCore
import Testing

@testable import Reporting

struct CacheReportTests {
  private static func report(folder: String) -> CacheReport {
    let digest = String(repeating: "ab", count: 32)
    return CacheReport(
      folder: folder,
      entries: [
        CacheReport.Entry(
          digest: digest,
          content: CacheReport.Content(
            sourceByteCounts: [5 << 20, 1 << 20], rowCount: 12_345, columnCount: 6,
            readAt: .at("2026-11-01T10:00:00Z")),
          byteCount: 1_500_000, lastUsed: .at("2026-11-02T10:00:00Z"), attachmentCount: 2,
          attachmentByteCount: 2048),
        CacheReport.Entry(
          digest: digest, content: nil, byteCount: 1023, lastUsed: .at("2026-11-01T10:00:00Z"),
          attachmentCount: 0, attachmentByteCount: 0),
      ])
  }

  @Test func saysWhatIsKept() {
    let text = CacheText().render(Self.report(folder: "/home/a/.cache/precedent"))
    #expect(text.hasPrefix("/home/a/.cache/precedent: 2 histories, 1.4 MiB\n"), "\(text)")
    for part in ["1.4 MiB", "12,345 records", "6 columns", "2 files", "6.0 MiB", "2.0 KiB"] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    #expect(text.contains("1023 bytes"))
    #expect(text.contains("cannot be used by this version"))
  }

  @Test(arguments: AttackCorpus.all)
  func aFolderHidesNothing(_ attack: String) {
    let text = CacheText().render(Self.report(folder: attack))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHidden })
  }

  @Test func fitsItsSchema() throws {
    let schema = try SchemaReading(named: "cache")
    for report in [Self.report(folder: "/x"), CacheReport(folder: "/x", entries: [])] {
      #expect(schema.problems(in: .object(CacheJSON().document(report))) == [])
    }
  }
}
