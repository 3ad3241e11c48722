package import CEL

/// A few fields of a request, as conditions see them: enough to evaluate what reads no others.
package struct FieldSelection: Sendable {
  private let values: [Value]
  private let cells: FieldCells

  /// Reads fields that hold under the schema.
  ///
  /// The objects around a field are there, as in every request that holds: where one is absent, it
  /// reads as an empty one. That is true of fields as `RequestSchema.column` cuts them.
  /// - Parameter fields: of the normal form; nil for what is absent. No path leads into another.
  package init(_ fields: [(path: FieldPath, value: JSONValue?)], schema: RequestSchema) {
    var document = JSONObject()
    for (path, value) in fields { document.insert(value, at: path.names[...]) }
    var validation = SchemaValidation()
    // Fields that are left out here are no problem: nothing reads them.
    let value = validation.read(document, as: schema)
    let top: [Value]
    if case .map(let map) = value {
      top = schema.fields.map { map.selected($0) ?? .null }
    } else {
      top = schema.fields.map { _ in .null }
    }
    values = top
    cells = schema.slots.cells(of: top)
  }

  /// What conditions read at an instant.
  package func bindings(now: Timestamp) -> Bindings {
    Bindings(values + [.timestamp(now)], fields: cells)
  }
}

extension JSONObject {
  /// - Complexity: recursion is as deep as the path.
  fileprivate mutating func insert(_ value: JSONValue?, at path: ArraySlice<String>) {
    guard let name = path.first else { return }
    guard path.count > 1 else {
      self[name] = value
      return
    }
    var inner = self[name]?.object ?? JSONObject()
    inner.insert(value, at: path.dropFirst())
    self[name] = .object(inner)
  }
}

extension RequestSchema {
  /// The part of a path that says all there is to say about it: up to the first field that may be
  /// something else than an object, or that the schema does not declare.
  package func column(of path: FieldPath) -> FieldPath {
    var node = root
    for (index, name) in path.names.enumerated() {
      guard let inner = node.property(name), inner.types == [.object] else {
        return FieldPath(Array(path.names[...index]))
      }
      node = inner
    }
    return path
  }
}

extension Policy {
  /// Compiles what is a part of one of its conditions; nil where it does not stand by itself.
  package func program(ofPart text: String) -> Program? {
    do throws(CompileFailure) {
      return try Program.compile(text, in: ConditionReading.environment(schema, directory))
    } catch {
      return nil
    }
  }
}
