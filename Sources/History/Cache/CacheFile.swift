import Crypto
import PolicyCore
import Synchronization

/// A file of the cache in memory: numbered sections of bytes, each with a checksum that is compared
/// when the section is first asked for.
package final class CacheFile: Sendable {
  /// Where it was found.
  package let path: String
  /// How many sections it has.
  package let sectionCount: Int
  /// The size of the file.
  package var byteCount: Int { mapped.byteCount }

  private let mapped: MappedFile
  private let table: Packed<UInt64>
  /// A bit for each section that is known to hold.
  private let verified: Mutex<[UInt64]>

  private init(path: String, mapped: MappedFile, table: Packed<UInt64>, sectionCount: Int) {
    self.path = path
    self.mapped = mapped
    self.table = table
    self.sectionCount = sectionCount
    verified = Mutex([UInt64](repeating: 0, count: (sectionCount + 63) / 64))
  }

  /// Opens a file that is complete and of this version; its sections are not looked at yet.
  /// - Throws: `corruptCache` for everything else that is there, such as a file that was cut.
  /// - Returns: nil where there is no such file, or where it is not the user's own.
  static func open(
    _ path: String, _ kind: CacheHeader.Kind, marksUse: Bool = true
  ) throws(HistoryError) -> CacheFile? {
    guard let file = CacheDescriptor.reading(path), let status = file.status, status.isOwn else {
      return nil
    }
    guard let mapped = file.mapped(byteCount: status.byteCount),
      let header = mapped.withBytes({ CacheHeader($0) }), header.kind == kind,
      header.byteCount == mapped.byteCount, let table = Self.table(of: header, in: mapped)
    else { throw .corruptCache(path: path) }
    if marksUse { file.markUsed() }
    return CacheFile(path: path, mapped: mapped, table: table, sectionCount: header.sectionCount)
  }

  private static func table(of header: CacheHeader, in mapped: MappedFile) -> Packed<UInt64>? {
    let (count, overflows) = header.sectionCount.multipliedReportingOverflow(
      by: CacheHeader.numbersPerSection)
    guard !overflows,
      let table = Packed<UInt64>(in: mapped, at: header.tableOffset, count: count),
      table.withElements({ Checksum.of(UnsafeRawBufferPointer($0)) }) == header.tableChecksum
    else { return nil }
    return table
  }

  /// What it holds, as 64 lower-case hexadecimal digits: equal for equal sections.
  /// - Complexity: O(sections).
  package var identity: String {
    table.withElements { Hexadecimal.text(of: SHA256.hash(data: UnsafeRawBufferPointer($0))) }
  }

  /// The bytes of a section, without a look at them; nil where there is no such section in the
  /// file.
  func byteCount(of section: Int) -> Int? { place(of: section)?.count }

  /// The elements of a section, which holds.
  /// - Parameter check: whether they are what they should be; asked once, when the checksum is.
  /// - Throws: `corruptCache`.
  /// - Complexity: O(bytes of the section) the first time, then O(1).
  package func section<Element>(
    _ section: Int, of type: Element.Type = Element.self,
    check: (UnsafeBufferPointer<Element>) -> Bool = { _ in true }
  ) throws(HistoryError) -> Packed<Element> {
    let stride = MemoryLayout<Element>.stride
    guard let place = place(of: section), place.count.isMultiple(of: stride),
      let elements = Packed<Element>(in: mapped, at: place.lowerBound, count: place.count / stride)
    else { throw corrupt }
    let bit = UInt64(1) << UInt64(section & 63)
    if verified.withLock({ $0[section >> 6] & bit != 0 }) { return elements }
    let holds = elements.withElements { elements in
      Checksum.of(UnsafeRawBufferPointer(elements)) == checksum(of: section) && check(elements)
    }
    guard holds else { throw corrupt }
    verified.withLock { $0[section >> 6] |= bit }
    return elements
  }

  /// What to throw of something in the file that does not hold.
  var corrupt: HistoryError { .corruptCache(path: path) }

  /// Whether a section has the same bytes as one of another file, by their checksums.
  func hasSame(_ section: Int, as other: CacheFile) -> Bool {
    place(of: section)?.count == other.place(of: section)?.count
      && checksum(of: section) == other.checksum(of: section)
  }

  private func place(of section: Int) -> Range<Int>? {
    guard (0..<sectionCount).contains(section) else { return nil }
    let first = section * CacheHeader.numbersPerSection
    let (offset, count) = table.withElements { ($0[first], $0[first + 1]) }
    guard let offset = Int(exactly: offset), let count = Int(exactly: count),
      offset.isMultiple(of: CacheHeader.alignment), offset <= mapped.byteCount,
      count <= mapped.byteCount - offset
    else { return nil }
    return offset..<offset + count
  }

  private func checksum(of section: Int) -> UInt32? {
    UInt32(exactly: table[section * CacheHeader.numbersPerSection + 2])
  }
}
