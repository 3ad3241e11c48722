import Diagnostics
import Testing

struct SourceFileTests {
  @Test func countsColumnsInScalars() {
    let file = SourceFile(path: "a", text: "x\r\né = \"ü\" here\n")
    let offset = Array("x\r\né = \"ü\" ".utf8).count
    let place = file.location(offset..<(offset + 4))
    #expect(place.lineNumber == 2)
    #expect(place.columnNumber == 9)
    #expect(place.columnCount == 4)
    #expect(place.lineText == "é = \"ü\" here")
    #expect(file.utf8Offset(lineNumber: 2, columnNumber: 9) == offset)
  }

  @Test func aRangePastTheEndIsMovedToTheEnd() {
    let place = SourceFile(path: "a", text: "ab").location(5..<9)
    #expect(place.lineNumber == 1)
    #expect(place.columnNumber == 3)
    #expect(place.columnCount == 1)
  }

  @Test func aSpanOverSeveralLinesIsCutAtTheFirst() {
    let place = SourceFile(path: "a", text: "abc\ndef").location(1..<6)
    #expect(place.columnCount == 2)
  }
}
