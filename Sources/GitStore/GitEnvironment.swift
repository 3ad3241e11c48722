/// What git takes from environment variables, as a value: GitStore reads no environment itself.
///
/// Relative paths are relative to the directory given to `Repository.open`, as git takes them after
/// `-C`. The variables are those of git(1), "Environment Variables".
package struct GitEnvironment: Sendable, Hashable {
  /// `GIT_DIR`: the repository itself; no search upwards then.
  package var gitDirectory: String?
  /// `GIT_WORK_TREE`.
  package var workTree: String?
  /// `GIT_INDEX_FILE`; git sets it for hooks of a partial commit.
  package var indexFile: String?
  /// `GIT_OBJECT_DIRECTORY`; git sets it to the quarantine for pre-receive.
  package var objectDirectory: String?
  /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`, split.
  package var alternateObjectDirectories: [String] = []
  /// `GIT_CEILING_DIRECTORIES`, split: the search upwards stops there.
  package var ceilingDirectories: [String] = []
  /// `HOME`: where `.gitconfig` is, and what `~` means in configuration.
  package var home: String?
  /// `XDG_CONFIG_HOME`; else `.config` of `home`.
  package var configurationHome: String?
  /// `GIT_CONFIG_GLOBAL`: instead of both personal files; `/dev/null` for none.
  package var globalConfiguration: String?
  /// The machine's configuration file; nil for none.
  package var systemConfiguration: String?

  /// Nothing set and nobody's configuration read: what hermetic tests start from.
  package init() {}

  /// Takes git's variables out of an environment.
  package init(variables: [String: String]) {
    func path(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    gitDirectory = path("GIT_DIR")
    workTree = path("GIT_WORK_TREE")
    indexFile = path("GIT_INDEX_FILE")
    objectDirectory = path("GIT_OBJECT_DIRECTORY")
    alternateObjectDirectories = Self.paths(variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "")
    ceilingDirectories = Self.paths(variables["GIT_CEILING_DIRECTORIES"] ?? "")
    home = path("HOME")
    configurationHome = path("XDG_CONFIG_HOME")
    globalConfiguration = variables["GIT_CONFIG_GLOBAL"].map { $0.isEmpty ? "/dev/null" : $0 }
    if !Self.isTrue(variables["GIT_CONFIG_NOSYSTEM"]) {
      systemConfiguration = variables["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig"
    }
  }

  /// The personal configuration files that are read, the weaker first (git-config(1), "FILES").
  var personalConfigurationFiles: [String] {
    if let globalConfiguration { return [globalConfiguration] }
    return [personalDirectory.map { $0 + "/config" }, home.map { $0 + "/.gitconfig" }]
      .compactMap(\.self)
  }

  /// Where `config`, `ignore` and `attributes` of one person are.
  var personalDirectory: String? {
    configurationHome.map { $0 + "/git" } ?? home.map { $0 + "/.config/git" }
  }

  /// Splits at colons; an entry in double quotes may hold colons, with backslash escapes (git(1)).
  private static func paths(_ text: String) -> [String] {
    var paths: [String] = []
    var current: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 + [UInt8(ascii: ":")] {
      if isEscaped {
        current.append(byte)
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\""), isQuoted || current.isEmpty {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ":"), !isQuoted {
        if !current.isEmpty { paths.append(String(decoding: current, as: UTF8.self)) }
        current = []
      } else {
        current.append(byte)
      }
    }
    return paths
  }

  /// A boolean as git reads one in the environment (git-config(1), "boolean").
  private static func isTrue(_ text: String?) -> Bool {
    guard let text = text?.lowercased(), !text.isEmpty else { return false }
    return !["0", "false", "no", "off"].contains(text)
  }
}
