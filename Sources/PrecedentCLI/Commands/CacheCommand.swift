import ArgumentParser
import CEL
import Diagnostics
import History
import PolicyCore
import Reporting

/// `precedent cache`.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show or remove what is kept of histories for the next run.",
    discussion: """
      Histories of 4 MiB and more that stand in files are kept in columns when they are replayed: \
      the next run over the same files, unchanged, does not read them. What takes more than \
      PRECEDENT_CACHE_SIZE (4G) together goes, the longest unused first. It is safe to remove.
      """,
    subcommands: [CacheListCommand.self, CacheClearCommand.self])
}

/// The folder of the cache, for commands about the cache itself.
struct CacheFolderOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Of this folder; the user's own cache if left out.", valueName: "folder"),
    completion: .directory)
  var cache: String?

  /// The path, and the folder if it is there.
  func open(in environment: CommandEnvironment) throws -> (path: String, folder: CacheFolder?) {
    guard let path = CacheOptions.folder(givenAs: cache, in: environment) else {
      throw ValidationError("there is no home folder: name the cache with --cache")
    }
    do throws(CacheFailure) {
      return (path, try CacheFolder.open(path, isMade: false))
    } catch { throw CommandFailure(error.asError) }
  }
}

/// `precedent cache list`.
struct CacheListCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the histories that are kept.")

  @OptionGroup var place: CacheFolderOption
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the list.")
  var format = CacheFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let (path, folder) = try place.open(in: environment)
    let report = CacheReport(folder: path, entries: (folder?.histories() ?? []).map { .init($0) })
    switch format {
    case .json: try output.write(CacheJSON().render(report), in: environment)
    case .text:
      let text = CacheText(palette: output.palette(in: environment)).render(report)
      try output.write(text, in: environment)
    }
    return .nothingToReport
  }
}

/// `precedent cache clear`.
struct CacheClearCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear",
    abstract: "Remove what is kept of histories; nothing else that lies in the folder.")

  @OptionGroup var place: CacheFolderOption
  @OptionGroup var output: OutputOptions

  @Option(
    name: .customLong("older-than"),
    help: ArgumentHelp("Only what was not used for so long, such as 30d.", valueName: "duration"))
  var olderThan: DurationArgument?

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let folder = try place.open(in: environment).folder
    let bound = olderThan.map { Int(environment.now().seconds - $0.duration.seconds) }
    var removed = (entryCount: 0, byteCount: 0)
    do throws(CacheFailure) {
      removed = try folder?.clear(usedBefore: bound) ?? removed
    } catch { throw CommandFailure(error.asError) }
    let text = CacheText(palette: output.palette(in: environment))
      .removed(entryCount: removed.entryCount, byteCount: removed.byteCount)
    try output.write(text, in: environment)
    return .nothingToReport
  }
}

/// The form of a list of the cache.
enum CacheFormat: String, ExpressibleByArgument, CaseIterable, Sendable { case text, json }

extension CacheFailure {
  /// For a command about the cache itself, which cannot go on.
  fileprivate var asError: Diagnostic {
    var diagnostic = diagnostic
    diagnostic.severity = .error
    return diagnostic
  }
}

extension CacheReport.Entry {
  fileprivate init(_ kept: KeptHistory) {
    self.init(
      digest: kept.digest,
      content: kept.description.map { description in
        CacheReport.Content(
          sourceByteCounts: description.sourceByteCounts, rowCount: description.rowCount,
          columnCount: kept.columnCount, readAt: .ofSeconds(description.readAt))
      },
      byteCount: kept.byteCount, lastUsed: .ofSeconds(kept.lastUsed),
      attachmentCount: kept.attachmentCount, attachmentByteCount: kept.attachmentByteCount)
  }
}

extension Timestamp {
  /// 1970 for what a file system says and cannot be.
  fileprivate static func ofSeconds(_ seconds: Int) -> Timestamp {
    Timestamp(seconds: Int64(seconds)) ?? .unixEpoch
  }
}
