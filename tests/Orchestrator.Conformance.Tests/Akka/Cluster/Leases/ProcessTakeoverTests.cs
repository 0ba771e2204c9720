using System.Diagnostics;
using Npgsql;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>Nodes in processes of their own, which are killed.</summary>
public sealed class ProcessTakeoverTests(SharedPostgres postgres, ITestOutputHelper output) : IDisposable
{
    private readonly List<Process> _processes = [];
    private readonly int[] _ports = [.. Enumerable.Range(0, 3).Select(_ => ClusterNodeHost.FreePort())];

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
        var first = Start(store, _ports[0]);
        Assert.Equal($"leads {_ports[0]}", await first.StandardOutput.ReadLineAsync().WithinLong("the first to lead"));
        var second = Start(store, _ports[1]);
        var third = Start(store, _ports[2]);
        var next = Task.WhenAny(second.StandardOutput.ReadLineAsync(), third.StandardOutput.ReadLineAsync()).Unwrap();

        var killed = Stopwatch.GetTimestamp();
        first.Kill();
        var line = await next.WithinLong("another to lead");

        output.WriteLine($"{line}, {Stopwatch.GetElapsedTime(killed).TotalMilliseconds:F0} ms after the kill");
        var leader = line == $"leads {_ports[1]}" ? second : third;
        var other = line == $"leads {_ports[1]}" ? third : second;
        Assert.False(leader.HasExited || other.HasExited);
    }

    [Fact]
    public async Task Process_that_ends_gracefully_hands_over()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        var first = Start(store, _ports[0]);
        Assert.Equal($"leads {_ports[0]}", await first.StandardOutput.ReadLineAsync().WithinLong("the first to lead"));
        var second = Start(store, _ports[1]);

        await first.StandardInput.WriteLineAsync("end");

        Assert.Equal($"leads {_ports[1]}", await second.StandardOutput.ReadLineAsync().WithinLong("the second to lead"));
        await first.WaitForExitAsync().WithinLong("the end of the first");
        Assert.Equal(0, first.ExitCode);
    }

    [Fact]
    public async Task Process_that_was_killed_and_comes_back_does_not_wait_for_its_own_lease()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        var first = Start(store, _ports[0]);
        Assert.Equal($"leads {_ports[0]}", await first.StandardOutput.ReadLineAsync().WithinLong("the first to lead"));
        first.Kill();
        await first.WaitForExitAsync().WithinLong("the end of the first");
        await using var database = NpgsqlDataSource.Create(store);
        await using var prolong = database.CreateCommand("UPDATE orchestrator_lease SET expires_at = now() + interval '1 h'");
        Assert.Equal(1, await prolong.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        var second = Start(store, _ports[1]);
        var again = Start(store, _ports[0]);

        Assert.Equal($"leads {_ports[0]}", await again.StandardOutput.ReadLineAsync().WithinLong("the first to lead again"));
        Assert.False(second.HasExited);
    }

    private Process Start(string store, int port)
    {
        var process = ChildProcess.StartNode(store, port);
        _processes.Add(process);
        return process;
    }
}
