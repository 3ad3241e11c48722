import Glibc
import PrecedentCLI

exit(await runPrecedent(Array(CommandLine.arguments.dropFirst()), in: .process))
