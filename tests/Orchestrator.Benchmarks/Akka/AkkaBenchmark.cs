using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.Benchmarks.Actors;

/// <summary>
/// Messages and stored events a second, each beside what the official packages reached in the same loop (Akka.NET
/// 1.5.30 with Akka.Persistence.Sql on SQLite).
/// </summary>
public static class AkkaBenchmark
{
    private const double OfficialTell = 7.3e6;
    private const double OfficialSingly = 535;
    private const double OfficialHundreds = 33_000;
    private const double OfficialFiveHundreds = 49_000;
    private const int TellRounds = 4;

    /// <summary>Runs all loops and prints a line for each; takes under half a minute.</summary>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        RunAsync().GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync()
    {
        Console.WriteLine($"{"loop",-44} {"measured/s",14} {"official/s",14} {"ratio",7}");
        var system = ActorSystem.Create("benchmark");
        foreach (var producers in (int[])[1, 2, 4])
        {
            var best = 0.0;
            for (var round = 0; round < TellRounds; round++)
            {
                best = Math.Max(best, await Tell(system, producers, 4_000_000));
            }
            Print($"Tell, one actor, producers: {producers}", best, OfficialTell);
        }
        Print("Tell, four pairs playing ping-pong", await PingPong(system, pairs: 4, 1_000_000), OfficialTell);
        await system.Terminate();
        await Persisted();
    }

    private static async Task<double> Tell(ActorSystem system, int producers, int messages)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counter = system.ActorOf(Props.Create(() => new CountingActor(messages, done)));
        var share = messages / producers;
        var watch = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, producers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var message = new Tick();
                for (var i = 0; i < share; i++)
                {
                    counter.Tell(message, ActorRefs.NoSender);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        await done.Task;
        await Task.WhenAll(threads);
        return messages / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> PingPong(ActorSystem system, int pairs, int messagesPerPair)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, pairs).Select(_ =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = system.ActorOf(Props.Create(() => new EchoingActor(messagesPerPair / 2, done)));
            var second = system.ActorOf(Props.Create(() => new EchoingActor(messagesPerPair / 2, done)));
            for (var i = 0; i < 16; i++)
            {
                first.Tell(new Tick(), second);
            }
            return done.Task;
        }));
        return (double)pairs * messagesPerPair / watch.Elapsed.TotalSeconds;
    }

    private static async Task Persisted()
    {
        var folder = Directory.CreateTempSubdirectory("akka-benchmark");
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings());
        builder.Services.AddAkka("journal", akka => akka.WithSqlPersistence(
            $"Data Source={Path.Combine(folder.FullName, "journal.db")}", "SQLite.MS"));
        using (var host = builder.Build())
        {
            await host.StartAsync();
            var system = host.Services.GetRequiredService<ActorSystem>();
            Print("journal, one at a time", await Persist(system, "singly", 5_000, 1), OfficialSingly);
            Print("journal, in hundreds", await Persist(system, "hundreds", 100_000, 100), OfficialHundreds);
            Print("journal, in five hundreds", await Persist(system, "fives", 200_000, 500), OfficialFiveHundreds);
            await host.StopAsync();
        }
        folder.Delete(recursive: true);
    }

    private static async Task<double> Persist(ActorSystem system, string name, int events, int batch)
    {
        var actor = system.ActorOf(Props.Create(() => new StoringActor(name)), name);
        await actor.Ask<int>(new StoreBatch(batch, batch));
        var watch = Stopwatch.StartNew();
        await actor.Ask<int>(new StoreBatch(events, batch));
        return events / watch.Elapsed.TotalSeconds;
    }

    private static void Print(string loop, double measured, double official) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{loop,-44} {measured,14:N0} {official,14:N0} {measured / official,7:F2}"));
}
