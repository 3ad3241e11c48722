// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// The layers of docs/architecture.md, lowest first. A target may use only targets of lower layers.
let package = Package(
  name: "precedent",
  products: [
    .executable(name: "precedent", targets: ["precedent"]),
    .library(name: "CEL", targets: ["CEL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // 0: text and positions; C modules and shims.
    .target(name: "Diagnostics"),
    .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CColumns"),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    // 1: the expression language; git.
    .target(name: "CEL", dependencies: ["Diagnostics", "CRE2"]),
    .target(name: "GitStore", dependencies: ["Diagnostics", "CLibgit2"]),
    // 2a: policies and decisions. 2b: recorded requests.
    .target(name: "PolicyCore", dependencies: ["Diagnostics", "CEL", yams, crypto]),
    .target(
      name: "History",
      dependencies: [
        "Diagnostics", "CEL", "PolicyCore", "CColumns", "CSimdjson", "CZstd", "CZlib", crypto,
      ]),
    // 3: old against new; stamped records.
    .target(
      name: "Impact", dependencies: ["Diagnostics", "CEL", "PolicyCore", "History", "CColumns"]),
    .target(
      name: "DecisionLog", dependencies: ["Diagnostics", "CEL", "PolicyCore", "History", crypto]),
    .target(name: "Trials", dependencies: ["Diagnostics", "CEL", "PolicyCore"]),
    // 4: the same answers in every format.
    .target(
      name: "Reporting",
      dependencies: ["Diagnostics", "CEL", "PolicyCore", "Impact", "Trials", "DecisionLog"]),
    // 5: the command line. 6: the executable.
    .target(
      name: "PrecedentCLI",
      dependencies: [
        "Diagnostics", "CEL", "GitStore", "PolicyCore", "History", "Impact", "Trials",
        "DecisionLog", "Reporting", argumentParser,
      ]),
    .executableTarget(name: "precedent", dependencies: ["PrecedentCLI"]),

    // What the tests of several targets need.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    // What must hold of every text that may be a condition; .ci/fuzz runs it under libFuzzer.
    .executableTarget(
      name: "CELFuzz", dependencies: ["CEL"], path: "Tests/CELFuzz",
      exclude: ["Corpus", "tokens.dict"]),
    .testTarget(
      name: "CELTests", dependencies: ["CEL", "CELFuzz", "Diagnostics", "TestSupport"]),
    .testTarget(name: "GitStoreTests", dependencies: ["GitStore", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "PolicyCoreTests", dependencies: ["PolicyCore", "Diagnostics", "CEL", "TestSupport"],
      exclude: ["Deciding/Cases"]),
    .testTarget(
      name: "HistoryTests",
      dependencies: ["History", "PolicyCore", "CEL", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "ImpactTests",
      dependencies: ["Impact", "PolicyCore", "History", "CEL", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "TrialsTests",
      dependencies: ["Trials", "PolicyCore", "CEL", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "DecisionLogTests",
      dependencies: [
        "DecisionLog", "PolicyCore", "History", "Diagnostics", "CEL", "TestSupport",
      ]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "DecisionLog", "Impact", "PolicyCore", "CEL", "Diagnostics", "TestSupport",
      ],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "PrecedentCLITests",
      dependencies: [
        "PrecedentCLI", "CEL", "GitStore", "PolicyCore", "History", "Impact", "Diagnostics",
        "TestSupport",
      ]),
    // What .ci/bench and .ci/instructions measure with; nobody installs it.
    .target(
      name: "BenchmarkSupport", dependencies: ["CEL", "PolicyCore", "History", "Diagnostics"],
      path: "Tests/BenchmarkSupport"),
    .executableTarget(
      name: "ConditionBenchmark", dependencies: ["BenchmarkSupport", "CEL", "PolicyCore"],
      path: "Tests/ConditionBenchmark"),
    .executableTarget(
      name: "DecisionBenchmark",
      dependencies: ["BenchmarkSupport", "CEL", "PolicyCore", "History", "DecisionLog"],
      path: "Tests/DecisionBenchmark"),
    .executableTarget(
      name: "LogBenchmark", dependencies: ["DecisionLog", "PolicyCore", "History", "CEL"],
      path: "Tests/LogBenchmark"),
    .executableTarget(
      name: "ColumnBenchmark", dependencies: ["PolicyCore", "History", "Diagnostics"],
      path: "Tests/ColumnBenchmark"),
  ],
  cxxLanguageStandard: .cxx17
)

for target in package.targets {
  switch target.type {
  case .system, .plugin, .binary: continue
  default: break
  }
  if ["CSimdjson", "CRE2"].contains(target.name) { continue }
  target.swiftSettings = strict + (target.name == "GitStore" ? [.strictMemorySafety()] : [])
}
