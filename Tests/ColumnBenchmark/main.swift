import Foundation

exit(await runBenchmark(Array(CommandLine.arguments.dropFirst())))
