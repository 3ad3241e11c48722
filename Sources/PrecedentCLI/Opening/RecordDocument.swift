import PolicyCore

/// A request or record from a file, with approvals from another one where they are given.
struct RecordDocument {
  let file: DocumentFile
  let document: JSONObject
  private let approvals: DocumentFile?

  /// - Parameter approvals: the path of a JSON list; those of the request if nil.
  init(
    _ file: DocumentFile, approvals path: String?, in environment: CommandEnvironment
  ) throws {
    guard case .object(var document) = file.value else {
      throw CommandFailure(file.problem("a request is a JSON object"))
    }
    approvals = try path.map { try DocumentFile.read($0, in: environment) }
    if let approvals { document["approvals"] = approvals.value }
    self.file = file
    self.document = document
  }

  /// - Throws: everything that is wrong with it under this policy's schema.
  func record(under policy: Policy) throws(CommandFailure) -> Record {
    do throws(InvalidRequest) {
      return try RecordReader(schema: policy.schema).record(document)
    } catch {
      throw CommandFailure(
        error.problems.map { problem in
          let isInApprovals = problem.path.split(separator: ".").first == "approvals"
          return (isInApprovals ? approvals ?? file : file).problem(problem.message)
        })
    }
  }
}
