import CEL

/// A JSON document as a value; texts and names are equal when their UTF-8 bytes are.
///
/// A whole number within ±(2^53-1) is an integer, also when it is written `1.0` or `1e3`; every
/// other number is a double. Whole numbers beyond never occur: the readers refuse them however they
/// are written, because JSON readers do not agree on them (RFC 8259 §6).
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// The greatest magnitude of an integer that every JSON reader keeps exactly (RFC 8259 §6).
  package static let greatestInteger: Int64 = (1 << 53) - 1

  /// The member of an object; nil for a missing one and for every other kind of value.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[name]
  }

  /// The text; nil for every other kind of value.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The elements; nil for every other kind of value.
  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members; nil for every other kind of value.
  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }
}

extension JSONValue {
  /// Objects with the same members in another order are different documents.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.double(let left), .double(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameUTF8(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    case (.null, _), (.bool, _), (.integer, _), (.double, _), (.string, _), (.array, _),
      (.object, _):
      false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0 as UInt8)
    case .bool(let bool): hasher.combine(bool)
    case .integer(let integer): hasher.combine(integer)
    case .double(let double): hasher.combine(double)
    case .string(let text): hasher.combine(utf8Of: text)
    case .array(let elements): hasher.combine(elements)
    case .object(let object): hasher.combine(object)
    }
  }
}

/// The members of a JSON object in the order in which they were written; names are distinct.
package struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// One name and its value.
  package struct Member: Sendable, Hashable {
    /// Compared by UTF-8 bytes.
    package var name: String
    /// Of any kind.
    package var value: JSONValue

    /// A name with its value, both as they stand in the document.
    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }

    package static func == (left: Member, right: Member) -> Bool {
      left.name.hasSameUTF8(as: right.name) && left.value == right.value
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(utf8Of: name)
      hasher.combine(value)
    }
  }

  /// As written.
  package private(set) var members: [Member]

  /// - Precondition: names are distinct; readers refuse duplicates before they come here.
  package init(_ members: [Member] = []) { self.members = members }

  /// Members in the order of the literal.
  /// - Precondition: names are distinct.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member($0.0, $0.1) }
  }

  /// The value of a member; setting nil takes the member away, setting a new name appends it.
  /// - Complexity: O(members).
  package subscript(name: String) -> JSONValue? {
    get { place(of: name).map { members[$0].value } }
    set {
      switch (place(of: name), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name, value))
      case (nil, nil): break
      }
    }
  }

  private func place(of name: String) -> Int? {
    // By place and length: a member that is not the one is not worth a copy.
    let length = name.utf8.count
    return members.indices.first {
      members[$0].name.utf8.count == length && members[$0].name.hasSameUTF8(as: name)
    }
  }
}
