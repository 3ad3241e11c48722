import Foundation
import PolicyCore
import TestSupport
import Testing

@testable import History

/// Valid lines that are bent, against two other readers: the fault finder and Foundation.
struct JSONFuzzTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4]
  private static let lines = [
    #"{"id":"req-1","n":[0,-1.5e3,12.25,9007199254740991],"t":true,"f":false,"z":null}"#,
    #"{"id":"é😀\ud83d\ude00\u00e9\\\"\/","subject":{"id":"a","groups":["x","y",{"k":{}}]}}"#,
    #"{"a":{"a":{"a":[[],[[]],{}]}},"b":"","c":[ 1 , 2 ],"d" : {"e":1e0,"f":0.1}}"#,
    #"[1,"\u0000","\ufffd",123456789012345,-0.0,1E+2,[[[[[[[[[["deep"]]]]]]]]]]]"#,
  ]
  private static let pieces: [[UInt8]] =
    [
      #""a":1,"#, #"\ud800"#, #"\udc00"#, "1e999", "99999999999999999999", "]", "}", "{", "[", ",",
      ":",
      "\"", "\\", "\u{FEFF}", "\u{7F}", " ", "\t", "-", "0", ".", "e", "null", "é", "\n",
      "9007199254740992",
    ].map { Array($0.utf8) } + [
      [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0x1F],
    ]

  @Test(arguments: seeds)
  func agreesWithTheFaultFinder(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var parser = JSONReader()
    for round in 0..<1500 {
      let text = Self.mutant(using: &random)
      let fault = text.withUnsafeBufferPointer {
        JSONFaultFinder.firstFault(in: $0, depthLimit: HistoryLimits.standard.depth)
      }
      let isMarked = JSONReader.lengthOfByteOrderMark(text) > 0
      if isMarked { continue }
      do throws(JSONError) {
        _ = try parser.read(text)
        #expect(fault == nil, "seed \(seed), round \(round): \(text)")
      } catch {
        #expect(fault == error, "seed \(seed), round \(round): \(text)")
      }
    }
  }

  @Test(arguments: seeds)
  func agreesWithFoundation(seed: UInt64) {
    var random = SeededRandom(seed: seed &+ 1000)
    for round in 0..<400 {
      let text = Self.mutant(using: &random)
      // Foundation guesses UTF-16 and UTF-32 from NUL bytes and byte order marks.
      if text.contains(0) || text.starts(with: [0xEF]) || text.first.map({ $0 >= 0xFE }) == true {
        continue
      }
      let reference = try? JSONDecoder().decode(Reference.self, from: Data(text))
      let comment: Comment = "seed \(seed), round \(round): \(text)"
      do throws(JSONError) {
        let value = try JSONReader.read(text)
        #expect(reference.map { $0.matches(value) } == true, comment)
      } catch {
        switch error.fault {
        case .syntax, .endsEarly, .trailingContent, .empty, .invalidUTF8, .byteOrderMark:
          // Foundation lets a comma stand before a closing bracket.
          #expect(reference == nil || Self.hasCommaBeforeBracket(text), comment)
        case .duplicateName, .integerOutOfRange, .numberOutOfRange, .loneSurrogate, .tooDeep,
          .nulByte, .tooLarge:
          break
        }
      }
    }
  }

  @Test(arguments: seeds)
  func accountsForEveryLineOfARuinedHistory(seed: UInt64) throws {
    var random = SeededRandom(seed: seed &+ 2000)
    for round in 0..<30 {
      let lines = (0..<20).map { _ in
        Self.mutant(using: &random).filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      }
      let filled = lines.indices.filter { index in
        !lines[index].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      }
      let bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
      let limits = HistoryLimits(chunkByteCount: Int.random(in: 1...300, using: &random))
      let reading = try readAll([.bytes(bytes, name: "h")], limits: limits, identity: .ignored)
      let numbers =
        reading.records.map(\.place.lineNumber) + reading.unreadable.map(\.place.lineNumber)
      // A first line of a byte order mark alone is blank.
      let expected = filled.filter { lines[$0] != [0xEF, 0xBB, 0xBF] || $0 > 0 }.map { $0 + 1 }
      #expect(numbers.sorted() == expected, "seed \(seed), round \(round)")
    }
  }

  private static func hasCommaBeforeBracket(_ text: [UInt8]) -> Bool {
    let dense = text.filter { $0 > 0x20 }
    return zip(dense, dense.dropFirst()).contains { pair in
      pair.0 == UInt8(ascii: ",") && (pair.1 == UInt8(ascii: "]") || pair.1 == UInt8(ascii: "}"))
    }
  }

  /// A line with some bytes changed, cut out, doubled or put in.
  private static func mutant(using random: inout SeededRandom) -> [UInt8] {
    var text = Array((lines.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 0...3, using: &random) where !text.isEmpty {
      let place = Int.random(in: 0..<text.count, using: &random)
      let end = min(text.count, place + Int.random(in: 0...8, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: text[place] = UInt8.random(in: 0...255, using: &random)
      case 1: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: text.removeSubrange(place..<end)
      case 3: text.insert(contentsOf: text[place..<end], at: place)
      case 4: text.removeLast(text.count - place)
      default: text.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
      }
    }
    return text
  }
}

/// JSON as Foundation reads it.
private indirect enum Reference: Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Reference])
  case object([String: Reference])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Reference].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Reference].self))
    }
  }

  func matches(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .integer(let b)): a == Double(b)
    case (.number(let a), .double(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.matches($1) }
    case (.object(let a), .object(let b)):
      a.count == b.members.count
        && b.members.allSatisfy { a[$0.name]?.matches($0.value) == true }
    default: false
    }
  }
}
