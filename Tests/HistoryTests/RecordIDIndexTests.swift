import Testing

@testable import History

struct RecordIDIndexTests {
  @Test func remembersTheFirstLineOfEveryID() {
    var index = RecordIDIndex()
    let count: UInt32 = 20_000
    for line in 1...count { #expect(index.insert("id-\(line)", line: line) == nil) }
    #expect(index.count == Int(count))
    for line in 1...count where line.isMultiple(of: 97) {
      #expect(index.insert("id-\(line)", line: count + line) == line)
    }
    #expect(index.count == Int(count))
  }

  @Test func tellsNeighboursApart() {
    var index = RecordIDIndex()
    let ids = [
      "", " ", "a", "A", "a ", "aa", "\u{0}", "é", "e\u{301}", String(repeating: "a", count: 500),
    ]
    for (offset, id) in ids.enumerated() {
      #expect(index.insert(id, line: UInt32(offset + 1)) == nil)
    }
  }
}
