import CEL
import Diagnostics
import PolicyCore

/// What a change does to the schema of requests, field by field.
struct SchemaDifference {
  private let before: RequestSchema
  private let after: RequestSchema
  private var fields: [(path: String, parts: [MeaningPart])] = []

  init(from before: RequestSchema, to after: RequestSchema) {
    self.before = before
    self.after = after
    compare(before.root, after.root, at: [])
    addAsked()
  }

  /// In the order in which the fields are found.
  var changes: [MeaningChange] {
    fields.map { path, parts in
      MeaningChange(
        kind: .field, id: path, fate: .changed, parts: parts,
        location: .file("schema/request.schema.json"))
    }
  }

  /// What is asked less of a request lets more requests be judged; more, fewer.
  private mutating func addAsked() {
    for lowered in SchemaComparison.lowered(before.root, after.root) {
      add(lowered.name, MeaningPart(.allowed, after: lowered.change, .loosens))
    }
    for raised in SchemaComparison.lowered(after.root, before.root) {
      add(raised.name, MeaningPart(.allowed, before: raised.change, .tightens))
    }
  }

  private mutating func compare(_ old: SchemaNode, _ new: SchemaNode, at path: [String]) {
    if !path.isEmpty { compareForms(old, new, at: path) }
    let names = Set((Array(old.properties.keys) + Array(new.properties.keys)).map { ID($0) })
    for name in names.sorted() {
      let inner = path + [name.text]
      switch (old.property(name.text), new.property(name.text)) {
      case (let before?, let after?): compare(before, after, at: inner)
      case (nil, _?): add(inner, MeaningPart(.entry, after: "", .neither))
      // A condition could read it; what it read there is now an error, or does not load.
      case (_?, nil): add(inner, MeaningPart(.entry, before: "", .neither))
      case (nil, nil): break
      }
    }
    if let before = old.items.first, let after = new.items.first {
      compare(before, after, at: path + ["[]"])
    }
  }

  private mutating func compareForms(_ old: SchemaNode, _ new: SchemaNode, at path: [String]) {
    if old.types != new.types {
      add(path, MeaningPart(.type, before: old.typeNames, after: new.typeNames, .unknown))
    }
    if old.format != new.format {
      add(
        path,
        MeaningPart(.form, before: old.format?.rawValue, after: new.format?.rawValue, .unknown))
    }
    if old.source != new.source {
      add(
        path,
        MeaningPart(.value, before: old.source?.rawValue, after: new.source?.rawValue, .neither))
    }
    if old.bounds != new.bounds {
      add(path, MeaningPart(.form, before: "other bounds", after: "other bounds", .unknown))
    }
  }

  private mutating func add(_ path: [String], _ part: MeaningPart) {
    add(path.joined(separator: "."), part)
  }

  private mutating func add(_ path: String, _ part: MeaningPart) {
    if let index = fields.firstIndex(where: { $0.path.hasSameUTF8(as: path) }) {
      fields[index].parts.append(part)
    } else {
      fields.append((path, [part]))
    }
  }
}

extension SchemaNode {
  fileprivate var typeNames: String {
    types.isEmpty
      ? "any"
      : JSONType.allCases.filter { types.contains($0) }.map(\.rawValue).joined(separator: " or ")
  }
}
