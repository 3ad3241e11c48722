import Foundation

exit(runBenchmark(Array(CommandLine.arguments.dropFirst())))
