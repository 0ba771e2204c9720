using Orchestrator.Journal.Tests.Processes;
using Xunit.Runner.InProc.SystemConsole;

[assembly: AssemblyFixture(typeof(Orchestrator.TestKit.Postgres.SharedPostgres))]

// The generated entry point with one thing before it: this program also plays the processes that its tests kill.
return await ChildProcess.PlayRoleAsync() ? 0 : await ConsoleRunner.Run(args);
