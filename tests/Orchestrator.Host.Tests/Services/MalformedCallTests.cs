using System.Collections.Concurrent;
using FsCheck.Fluent;
using Grpc.Core;
using Xunit.Sdk;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Services;

[Collection(MeasuredMemory.Name)]
public sealed class MalformedCallTests(ITestOutputHelper output)
{
    private const int Calls = 5000;
    private const int WarmUp = 500;
    private const int AtOnce = 16;
    private const long MostGrowth = 64L << 20;

    private const string Spec = """
        name: victim
        dataset: iris
        fractions: [0.5, 1]
        boosts: [0]
        models: [majority, knn]
        seeds: 50
        """;

    [Fact]
    public async Task Malformed_calls_of_every_method_end_with_a_status_and_leave_the_server_as_it_was()
    {
        await using var host = await RpcHost.StartAsync();
        var sweeps = new Wire.Sweeps.SweepsClient(host.Channel);
        var id = (await sweeps.SubmitAsync(new() { SpecText = Spec })).Sweep.Id;
        string[] words = [id, id[..4], "victim", "ffffffffffff", "cpu", "cuda:0", "w1", "split", "7", Spec, "a: ["];
        using var raw = new RawGrpc(host.Address);
        var calls = MalformedCall.Any.Sample(Calls + WarmUp, 50).ToList();
        Assert.Equal(MalformedCall.MethodCount, calls.Select(call => call.Path).Distinct().Count());

        await SendAsync(raw, calls.Take(WarmUp), words, []);
        var before = Memory();
        var codes = new ConcurrentDictionary<StatusCode, int>();
        await SendAsync(raw, calls.Skip(WarmUp), words, codes);
        var growth = Memory() - before;

        output.WriteLine(string.Join(", ", codes.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}")));
        output.WriteLine($"Managed memory grew by {growth / 1024} KiB.");
        Assert.Equal(Calls, codes.Values.Sum());
        Assert.True(growth < MostGrowth, $"Memory grew by {growth} bytes.");
        var workers = new Wire.Workers.WorkersClient(host.Channel);
        Assert.Empty((await workers.ListAsync(new())).Workers);
        await RunsAsync(sweeps, workers);
    }

    private static async Task SendAsync(
        RawGrpc raw, IEnumerable<MalformedCall> calls, string[] words, ConcurrentDictionary<StatusCode, int> codes) =>
        await Parallel.ForEachAsync(
            calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (call, _) =>
            {
                Status status;
                try
                {
                    var deadline = call.Method.Name == "Watch" ? 100 : 30_000;
                    status = await raw.CallAsync(call.Path, call.Body(words), deadline);
                }
                catch (Exception e)
                {
                    throw new XunitException($"{call}: no status came: {e.Message}", e);
                }

                Check(call, status);
                codes.AddOrUpdate(status.StatusCode, 1, (_, count) => count + 1);
            });

    // A call may be right by chance. One that is not says why, in words that are no stack trace; what the coordinator
    // did not expect, it would call a failure of its own.
    private static void Check(MalformedCall call, Status status)
    {
        if (status.StatusCode == StatusCode.OK)
            return;
        Assert.True(status.Detail.Length is > 10 and < 4000, $"{call}: {status} says too little or too much");
        Assert.True(status.StatusCode != StatusCode.Unknown, $"{call}: {status}");
        Assert.False(status.Detail.Contains("the coordinator failed", StringComparison.Ordinal), $"{call}: {status}");
        Assert.False(status.Detail.Contains("\n   at ", StringComparison.Ordinal), $"{call}: {status}");
        if (status.StatusCode == StatusCode.DeadlineExceeded)
            Assert.Equal("Watch", call.Method.Name);
    }

    private static async Task RunsAsync(Wire.Sweeps.SweepsClient sweeps, Wire.Workers.WorkersClient workers)
    {
        var sweep = (await sweeps.SubmitAsync(new() { SpecText = Spec.Replace("victim", "after") })).Sweep;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var worker = EagerWorker.RunAsync(workers, "last", 4, stop.Token);
        using var watch = sweeps.Watch(new() { Sweep = sweep.Id }, deadline: DateTime.UtcNow.AddSeconds(60));
        var last = new Wire.SweepProgress();
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            last = watch.ResponseStream.Current;
        Assert.Equal((Wire.SweepStatus.Completed, 200L), (last.Status, last.CompletedTrials));
        await stop.CancelAsync();
        await worker;
    }

    private static long Memory()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
