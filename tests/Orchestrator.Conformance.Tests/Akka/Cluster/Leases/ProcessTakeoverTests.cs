using System.Diagnostics;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>Nodes in processes of their own, which are killed.</summary>
public sealed class ProcessTakeoverTests(SharedPostgres postgres, ITestOutputHelper output) : IDisposable
{
    private readonly List<Process> _processes = [];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.Dispose();
        }
    }

    [Fact]
    public async Task Another_process_leads_after_the_leader_was_killed()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        var first = Start(store, 1);
        Assert.Equal("leads 1", await first.StandardOutput.ReadLineAsync().WithinLong("the first to lead"));
        var second = Start(store, 2);
        var third = Start(store, 3);
        var next = Task.WhenAny(second.StandardOutput.ReadLineAsync(), third.StandardOutput.ReadLineAsync()).Unwrap();

        var killed = Stopwatch.GetTimestamp();
        first.Kill();
        var line = await next.WithinLong("another to lead");

        output.WriteLine($"{line}, {Stopwatch.GetElapsedTime(killed).TotalMilliseconds:F0} ms after the kill");
        var leader = line == "leads 2" ? second : third;
        var other = line == "leads 2" ? third : second;
        Assert.False(leader.HasExited || other.HasExited);
    }

    [Fact]
    public async Task Process_that_ends_gracefully_hands_over()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        var first = Start(store, 1);
        Assert.Equal("leads 1", await first.StandardOutput.ReadLineAsync().WithinLong("the first to lead"));
        var second = Start(store, 2);

        await first.StandardInput.WriteLineAsync("end");

        Assert.Equal("leads 2", await second.StandardOutput.ReadLineAsync().WithinLong("the second to lead"));
        await first.WaitForExitAsync().WithinLong("the end of the first");
        Assert.Equal(0, first.ExitCode);
    }

    private Process Start(string store, int port)
    {
        var process = ChildProcess.StartNode(store, port);
        _processes.Add(process);
        return process;
    }
}
