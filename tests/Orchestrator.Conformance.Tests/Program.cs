using Orchestrator.Conformance.Tests;
using Xunit.Runner.InProc.SystemConsole;

// The generated entry point with one thing before it: this program also plays the processes that its tests kill.
return await ChildProcess.PlayRoleAsync() ? 0 : await ConsoleRunner.Run(args);
