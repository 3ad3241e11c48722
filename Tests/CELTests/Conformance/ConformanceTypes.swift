import CEL

extension DeclaredType {
  /// A type from the JSON form of `cel.expr.Type`; what is not known is an abstract type.
  init(conformance json: Any?) {
    guard let (kind, content) = (json as? [String: Any])?.first else {
      self = .dyn
      return
    }
    let parts = content as? [String: Any] ?? [:]
    switch kind {
    case "dyn": self = .dyn
    case "null": self = .null
    case "primitive": self = .plain(content)
    case "wrapper": self = .wrapper(.plain(content))
    case "well_known", "message_type": self = .named(content)
    case "type_param": self = .parameter("\(content)")
    case "list_type": self = .list(DeclaredType(conformance: parts["elem_type"]))
    case "map_type":
      self = .map(
        key: DeclaredType(conformance: parts["key_type"]),
        value: DeclaredType(conformance: parts["value_type"]))
    case "type": self = .type(DeclaredType(conformance: content))
    case "abstract_type":
      let parameters = parts["parameter_types"] as? [Any] ?? []
      self = .abstract("\(parts["name"] ?? "")", parameters.map(DeclaredType.init(conformance:)))
    default: self = .abstract(kind, [])
    }
  }

  private static func plain(_ name: Any) -> DeclaredType {
    switch "\(name)" {
    case "BOOL": .bool
    case "INT64": .int
    case "UINT64": .uint
    case "DOUBLE": .double
    case "STRING": .string
    case "BYTES": .bytes
    case let other: .abstract(other, [])
    }
  }

  private static func named(_ name: Any) -> DeclaredType {
    switch "\(name)" {
    case "TIMESTAMP", "google.protobuf.Timestamp": .timestamp
    case "DURATION", "google.protobuf.Duration": .duration
    case "ANY", "google.protobuf.Any", "google.protobuf.Value": .dyn
    case let other: .abstract(other, [])
    }
  }
}

extension TypeEnvironment {
  /// The declarations of a test; a variable that is bound and not declared can be anything.
  init(conformance declarations: [[String: Any]], variables: [String], container: String) {
    self.init(container: container)
    for name in variables { self.variables[name] = .dyn }
    for declaration in declarations {
      let name = "\(declaration["name"] ?? "")"
      if let variable = declaration["ident"] as? [String: Any] {
        self.variables[name] = DeclaredType(conformance: variable["type"])
      }
      let function = declaration["function"] as? [String: Any]
      for overload in function?["overloads"] as? [[String: Any]] ?? [] {
        let parameters = overload["params"] as? [Any] ?? []
        functions[name, default: []].append(
          Overload(
            parameters.map(DeclaredType.init(conformance:)),
            DeclaredType(conformance: overload["result_type"]),
            style: overload["is_instance_function"] as? Bool == true ? .receiver : .global))
      }
    }
  }
}
