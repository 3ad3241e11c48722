import CEL
import Diagnostics

/// One run of the loader: schema and directory first, because all else names their parts.
struct PolicyLoading {
  private let limits: LoadingLimits
  private(set) var problems: ProblemList
  private(set) var sources: [SourceFile] = []

  init(limits: LoadingLimits) {
    self.limits = limits
    problems = ProblemList(limit: limits.diagnosticCount)
  }

  /// The policy as far as it can be read; to be thrown away when there are errors.
  mutating func load(_ tree: PolicyTree) -> Policy? {
    guard tree.files.count <= limits.fileCount else {
      report(.tooManyFiles(tree.files.count, limit: limits.fileCount))
      return nil
    }
    FolderRules.problems(in: tree).forEach { report($0) }
    let files = sorted(tree)
    guard let settingsFile = files[.settings]?.first else {
      if !FolderRules.holdsSettings(tree) {
        report(.noPrecedentYAML(misnamed: misnamedSettings(in: tree)))
      }
      return nil
    }
    for file in files[.tests] ?? [] { checkTests(file) }
    return load(files, settingsFile)
  }

  /// The tests of a tree whose policy has been loaded.
  mutating func loadTests(_ tree: PolicyTree, of policy: Policy) -> [PolicyTest] {
    var reading = TestReading(names: DirectoryNames(policy.directory), schema: policy.schema)
    for file in sorted(tree)[.tests] ?? [] {
      withDocument(file) { root, reader in reading.read(root, &reader) }
    }
    return reading.tests
  }

  private mutating func load(
    _ files: [FolderRules.Role: [PolicyFile]], _ settingsFile: PolicyFile
  ) -> Policy? {
    let schema = loadSchema(files[.schema]?.first)
    let (people, names, documents) = loadDirectory(files[.directory] ?? [])
    // Without the schema every field would be unknown, and only one thing is wrong.
    guard let schema else { return nil }
    let conditions = ConditionReading(schema: schema, directory: people, names: names)
    let directory = loadConditions(of: people, documents, conditions, names)
    let settings = loadSettings(
      settingsFile, SettingsReading(conditions: conditions, names: names, schema: schema))
    let rules = loadRules(
      files[.rules] ?? [], RuleReading(conditions: conditions, names: names, schema: schema))
    let exceptions = loadExceptions(
      files[.exceptions] ?? [],
      ExceptionReading(
        conditions: conditions, names: names, schema: schema,
        floors: settings?.floors ?? Floors(), ruleIDs: rules.ids))
    guard let settings else { return nil }
    return Policy(
      settings: settings, schema: schema, rules: rules.rules, exceptions: exceptions,
      directory: directory, digest: Self.digest(of: files))
  }

  /// Over everything that is loaded and decides: tests and history do not change it.
  private static func digest(of files: [FolderRules.Role: [PolicyFile]]) -> String {
    let roles: [FolderRules.Role] = [.settings, .schema, .rules, .exceptions, .directory]
    return Digest.sha256(of: roles.flatMap { files[$0] ?? [] })
  }

  // MARK: - The parts

  private mutating func loadSchema(_ file: PolicyFile?) -> RequestSchema? {
    guard let file else { return .standard }
    guard let source = open(file) else { return nil }
    let document = JSONDocument(source, limits: limits)
    problems.append(contentsOf: document.problems)
    guard let root = document.root else { return nil }
    var reader = DocumentReader(source, room: problems.room)
    let written = SchemaReading.read(root, &reader)
    problems.append(contentsOf: reader.problems)
    let isSound = !document.problems.hasErrors && !reader.problems.hasErrors
    return isSound ? RequestSchema(written, digest: Digest.sha256(file.bytes)) : nil
  }

  /// A file of the directory that has been read once.
  private struct ReadDocument {
    let source: SourceFile
    let root: DocumentNode
  }

  private mutating func loadDirectory(
    _ files: [PolicyFile]
  ) -> (Directory, DirectoryNames, [ReadDocument]) {
    var reading = DirectoryReading()
    var documents: [ReadDocument] = []
    for file in files {
      var wasRead = false
      withDocument(file) { root, reader in
        wasRead = true
        reading.read(root, &reader)
        if let root { documents.append(ReadDocument(source: reader.source, root: root)) }
      }
      if !wasRead { reading.skipFile() }
    }
    return (reading.finish(&problems), reading.names, documents)
  }

  /// The directory with what could not be read before there were conditions.
  private mutating func loadConditions(
    of directory: Directory, _ documents: [ReadDocument], _ conditions: ConditionReading,
    _ names: DirectoryNames
  ) -> Directory {
    var reading = DirectoryConditionReading(
      conditions: conditions, directory: directory, names: names)
    for document in documents {
      var reader = DocumentReader(document.source, room: problems.room)
      reading.read(document.root, &reader)
      problems.append(contentsOf: reader.problems)
    }
    return directory.with(reading.authorities, reading.delegations)
  }

  private mutating func loadSettings(_ file: PolicyFile, _ reading: SettingsReading) -> Settings? {
    var settings: Settings?
    withDocument(file) { root, reader in settings = reading.read(root, &reader) }
    return settings
  }

  /// The rules, and the ids of all of them; nil where a file could not be read.
  private mutating func loadRules(
    _ files: [PolicyFile], _ start: RuleReading
  ) -> (rules: [Rule], ids: Set<ID>?) {
    var reading = start
    var readCount = 0
    for file in files {
      withDocument(file) { root, reader in
        readCount += 1
        reading.read(root, &reader)
      }
    }
    return (reading.rules, readCount == files.count ? reading.ids : nil)
  }

  private mutating func loadExceptions(
    _ files: [PolicyFile], _ start: ExceptionReading
  ) -> [PolicyException] {
    var reading = start
    for file in files {
      withDocument(file) { root, reader in reading.read(root, &reader) }
    }
    return reading.exceptions
  }

  /// What tests say is read when they run; here only that none is lost to a slip in YAML.
  private mutating func checkTests(_ file: PolicyFile) {
    withDocument(file) { root, reader in
      let members = reader.members(of: root, MappingShape("a test file", required: ["tests"]))
      _ = reader.list(members?["tests"])
    }
  }

  // MARK: - Files

  /// Files by role, in path order; those without a role are reported.
  private mutating func sorted(_ tree: PolicyTree) -> [FolderRules.Role: [PolicyFile]] {
    var files: [FolderRules.Role: [PolicyFile]] = [:]
    for file in tree.files.sorted(by: { $0.path.precedesInUTF8($1.path) }) {
      switch FolderRules.role(of: file) {
      case .success(let role): files[role, default: []].append(file)
      case .failure(let problem): report(problem)
      }
    }
    return files
  }

  /// Reads a YAML file and hands over its root, which is nil for a file without a value.
  private mutating func withDocument(
    _ file: PolicyFile, _ read: (DocumentNode?, inout DocumentReader) -> Void
  ) {
    guard let source = open(file) else { return }
    let document = YAMLDocument(source, limits: limits)
    problems.append(contentsOf: document.problems)
    if document.root == nil, document.problems.hasErrors { return }
    var reader = DocumentReader(source, room: problems.room)
    // An empty file is an empty mapping: its missing keys are then named.
    let empty = DocumentNode(content: .mapping([]), range: 0..<0)
    read(document.root ?? empty, &reader)
    problems.append(contentsOf: reader.problems)
  }

  /// The text of a file, if it is small enough and UTF-8.
  private mutating func open(_ file: PolicyFile) -> SourceFile? {
    guard file.bytes.count <= limits.fileByteCount else {
      report(
        .fileTooLarge(file.path, byteCount: file.bytes.count, limit: limits.fileByteCount))
      return nil
    }
    let source = SourceFile(path: file.path, bytes: file.bytes)
    sources.append(source)
    if let line = Self.longestLine(of: file.bytes), line.count > limits.lineByteCount {
      report(
        .lineTooLong(
          byteCount: line.count, limit: limits.lineByteCount,
          at: source.location(line.lowerBound..<(line.lowerBound + 1))))
      return nil
    }
    if let offset = Self.firstInvalidOffset(in: file.bytes) {
      report(.notUTF8(at: source.location(offset..<(offset + 1))))
      return nil
    }
    return source
  }

  private static func longestLine(of bytes: [UInt8]) -> Range<Int>? {
    bytes.split(separator: UInt8(ascii: "\n")).map(\.indices).max { $0.count < $1.count }
  }

  /// Where a text stops being UTF-8 (RFC 3629).
  private static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private func misnamedSettings(in tree: PolicyTree) -> String? {
    tree.files.map(\.path).sorted().first { path in
      ["precedent.yml", "precedent.yaml"].contains(path.lowercased())
    }
  }

  private mutating func report(_ diagnostic: Diagnostic) { problems.append(diagnostic) }
}
