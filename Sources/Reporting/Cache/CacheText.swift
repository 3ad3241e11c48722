import CEL

/// What the cache holds, for people at a terminal.
package struct CacheText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The list, with a final line feed.
  package func render(_ report: CacheReport) -> String {
    var page = TextPage(palette: palette)
    let count = Words.count(report.entries.count, "history", "histories")
    page.line("\(report.folder): \(count), \(Self.size(report.byteCount))")
    for entry in report.entries { page.line("  " + line(entry)) }
    return page.text
  }

  /// What was removed, with a final line feed.
  package func removed(entryCount: Int, byteCount: Int) -> String {
    var page = TextPage(palette: palette)
    let count = Words.count(entryCount, "history", "histories")
    page.line("Removed \(count), \(Self.size(byteCount)).")
    return page.text
  }

  private func line(_ entry: CacheReport.Entry) -> Phrase {
    let id = String(entry.digest.prefix(Self.shownDigits))
    let kept: Phrase = "\(id)  \(Self.size(entry.byteCount))  last used \(entry.lastUsed)"
    guard let content = entry.content else {
      return kept + "; cannot be used by this version"
    }
    let records = Words.count(content.rowCount, "record", "records")
    let columns = Words.count(content.columnCount, "column", "columns")
    let sources = Words.count(content.sourceByteCounts.count, "file", "files")
    let stored = Self.size(content.sourceByteCounts.reduce(0, +))
    let read: Phrase = "; \(records), \(columns), of \(sources) (\(stored)), read \(content.readAt)"
    guard entry.attachmentCount > 0 else { return kept + read }
    let versions = Words.count(entry.attachmentCount, "version", "versions")
    return kept + read + "; \(versions) beside it (\(Self.size(entry.attachmentByteCount)))"
  }

  private static let shownDigits = 12

  /// In the largest unit of which there is one at least, with a digit behind the point.
  private static func size(_ byteCount: Int) -> String {
    var tenths = byteCount
    var unit = "bytes"
    guard byteCount >= 1024 else { return "\(byteCount) bytes" }
    tenths = byteCount * 10
    for next in ["KiB", "MiB", "GiB", "TiB"] where tenths >= 10240 || unit == "bytes" {
      tenths /= 1024
      unit = next
    }
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }
}
