import Foundation

exit(await runLogBenchmark(Array(CommandLine.arguments.dropFirst())))
