using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Coordinator;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// Orchestration alone: trials that take no time, results durable in SQLite before they are acknowledged, workers on
/// channels in the same process.
/// </summary>
public static class OrchestrationBenchmark
{
    /// <summary>
    /// <paramref name="args"/>: <c>--trials N</c> (200,000), <c>--workers N</c> (4), <c>--slots N</c> (4 each),
    /// <c>--watchers N</c> (0), <c>--idle-watchers N</c> that never read (0), <c>--data FOLDER</c>, which is kept.
    /// With <c>--resume FOLDER</c> nothing is submitted: the sweep in the folder, whose program was killed, goes on by
    /// itself, and times count from the start of this process.
    /// </summary>
    public static int Run(string[] args)
    {
        var options = Enumerable.Range(0, args.Length / 2).ToDictionary(i => args[2 * i], i => args[2 * i + 1]);
        int Number(string name, int otherwise) =>
            options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        RunAsync(
            NoOpSweep.Plan(Number("--trials", 200_000)), Number("--workers", 4), Number("--slots", 4),
            Number("--watchers", 0), Number("--idle-watchers", 0),
            options.GetValueOrDefault("--resume") ?? options.GetValueOrDefault("--data"),
            options.ContainsKey("--resume")).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(
        SweepPlan plan, int workers, int slots, int watchers, int idleWatchers, string? data, bool resume)
    {
        var folder = data is null ? Directory.CreateTempSubdirectory("orchestrator-bench-") : new DirectoryInfo(data);
        try
        {
            using var directory = DataDirectory.OpenForWriting(folder.FullName);
            await using var store = directory.OpenResults();
            using var host = await StartAsync(directory, store);
            using var stop = new CancellationTokenSource();
            var sweeps = host.Services.GetRequiredService<SweepEndpoint>();
            var watching = Enumerable.Range(0, watchers + idleWatchers)
                .Select(i => WatchAsync(sweeps, i < watchers, stop.Token)).ToList();
            var nodes = Enumerable.Range(0, workers)
                .Select(i => AttachAsync(host.Services, $"worker-{i}", slots, stop.Token)).ToList();
            await MeasureAsync(plan, sweeps, resume);
            await stop.CancelAsync();
            await Task.WhenAll(nodes);
            var seen = await Task.WhenAll(watching);
            if (watchers > 0)
                Console.WriteLine($"{"states seen by a watcher",-34} {seen.Take(watchers).Average(),12:N0}");
            await host.StopAsync();
        }
        finally
        {
            if (data is null)
                folder.Delete(recursive: true);
        }
    }

    private static async Task<IHost> StartAsync(DataDirectory directory, IResultStore store)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(NoOpSweep.Vocabulary);
        builder.Services.AddCoordinator(
            akka => akka.WithSqlPersistence(directory.JournalConnectionString, "SQLite.MS"));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task MeasureAsync(SweepPlan plan, SweepEndpoint sweeps, bool resume)
    {
        var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var running = resume ? DateTime.Now - process.StartTime : TimeSpan.Zero;
        var before = resume
            ? await sweeps.GetAsync(plan.Definition.Id, CancellationToken.None)
            : await sweeps.SubmitAsync(plan, NoOpSweep.Record(plan), CancellationToken.None);
        var peak = 0L;
        TimeSpan? first = null;
        await foreach (var progress in sweeps.WatchAsync(before.Record.Id, CancellationToken.None))
        {
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
            if (progress.StoreError is { } error)
                throw new InvalidOperationException(error);
            if (first is null && progress.Completed > before.Completed)
                first = running + Stopwatch.GetElapsedTime(start);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        var trials = plan.Grid.Count - before.Completed;
        var used = (process.TotalProcessorTime - processor).TotalSeconds;
        Console.WriteLine($"{"trials",-34} {trials,12:N0} of {plan.Grid.Count:N0}");
        Console.WriteLine($"{"trials a second",-34} {trials / seconds,12:N0}");
        Console.WriteLine($"{"processor time a trial, µs",-34} {used / trials * 1e6,12:N1}");
        Console.WriteLine($"{"first result after, ms",-34} {first?.TotalMilliseconds,12:N0}");
        Console.WriteLine($"{"most resident memory, MB",-34} {peak / 1e6,12:N0}");
    }

    private static async Task AttachAsync(IServiceProvider services, string name, int slots, CancellationToken stop)
    {
        var reports = Channel.CreateBounded<WorkerMessage>(4096);
        var orders = Channel.CreateUnbounded<CoordinatorMessage>();
        var session = services.GetRequiredService<WorkerEndpoint>().ServeAsync(reports.Reader, orders.Writer, stop);
        await new NoOpWorker(name, slots).RunAsync(orders.Reader, reports.Writer, stop);
        await session;
    }

    private static async Task<int> WatchAsync(SweepEndpoint sweeps, bool reads, CancellationToken stop)
    {
        var seen = 0;
        try
        {
            await foreach (var _ in sweeps.WatchAsync(sweepId: null, stop))
            {
                seen++;
                if (!reads)
                    await new TaskCompletionSource().Task.WaitAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped by the benchmark.
        }

        return seen;
    }
}
