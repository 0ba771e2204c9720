using System.Diagnostics;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orchestrator.TestKit;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>A database that fails under the journal.</summary>
public sealed class PostgresFailureTests(SharedPostgres postgres)
{
    private const int Actors = 20;
    private const int EventsEach = 300;

    [Fact]
    public async Task Server_that_is_killed_in_mid_stream_and_comes_back_loses_nothing()
    {
        await using var server = await PostgresServer.StartAsync();
        using var host = await Start(server.ConnectionString());
        var writers = Enumerable.Range(0, Actors).Select(n => Writer(host, $"writer{n}")).ToArray();
        TellAll(writers, 0, EventsEach / 2);
        await Task.WhenAll(writers.Select(w => w.State()));
        TellAll(writers, EventsEach / 2, EventsEach / 4);

        await server.KillAsync();
        TellAll(writers, EventsEach * 3 / 4, EventsEach / 4);
        await server.RestartAsync();

        var expected = Enumerable.Range(0, EventsEach).Select(n => $"{n}").ToArray();
        foreach (var writer in writers)
        {
            Assert.Equal(expected, (await writer.State().WithinLong("the events that were told")).Texts);
        }
        await host.StopAsync();
        using var again = await Start(server.ConnectionString());
        for (var n = 0; n < Actors; n++)
        {
            Assert.Equal(expected, (await Writer(again, $"writer{n}").State()).Texts);
        }
        await again.StopAsync();
    }

    [Fact]
    public async Task Commit_whose_answer_is_lost_is_stored_once()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        await using var relay = new TcpRelay(server.Port);
        using var host = await Start(new NpgsqlConnectionStringBuilder(store) { Port = relay.Port }.ToString());
        var writer = Writer(host, "writer");
        writer.Tell(new Store("before"));
        await writer.State();

        relay.LoseAnswerTo("answer lost");
        writer.Tell(new StoreMany(["a", "answer lost"]));
        writer.Tell(new Store("after"));

        Assert.Equal(["before", "a", "answer lost", "after"], (await writer.State()).Texts);
        Assert.True(relay.HasLostAnswer);
        Assert.Equal(4L, await Count(store));
        await host.StopAsync();
    }

    [Fact]
    public async Task Number_that_another_has_taken_fails_the_write_and_only_that()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        using var host = await Start(store);
        var first = Writer(host, "same");
        await first.State();
        var second = Writer(host, "same", "same-again");
        await second.State();
        var probe = new Probe(Sys(host));
        probe.Watch(second);
        first.Tell(new Store("of the first"));
        await first.State();

        second.Tell(new Store("of the second"));
        var other = Writer(host, "other");
        other.Tell(new Store("of the other"));

        await probe.Expect<Terminated>("the end of the second");
        Assert.Equal(["of the other"], (await other.State()).Texts);
        Assert.Equal(["of the first"], (await first.State()).Texts);
        await host.StopAsync();
    }

    [Fact]
    public async Task Server_that_stays_away_fails_the_write_in_the_end_and_stops_the_actor()
    {
        await using var server = await PostgresServer.StartAsync();
        using var host = await Start(server.ConnectionString());
        var lives = new Lives();
        var writer = Sys(host).ActorOf(Props.Create(() => new Witness("writer", lives, "writer")));
        Assert.Equal("writer", await writer.Ask<string>("kept", TimeSpan.FromSeconds(20)));

        await server.KillAsync();
        var start = Stopwatch.GetTimestamp();
        var outcome = await writer.Ask<string>("lost", TimeSpan.FromSeconds(60));

        Assert.StartsWith("failed", outcome);
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(10), "it gave up without trying again");
        Assert.Equal("writer", await lives.NextEnd());
        await host.StopAsync();
    }

    [Fact]
    public async Task Full_disk_is_waited_out()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresServerOptions { FileSizeLimit = 2 * 1024 * 1024 });
        using var host = await Start(server.ConnectionString());
        var writer = Writer(host, "writer");
        var random = new Random(5);
        var texts = Enumerable.Range(0, 60).Select(_ =>
        {
            var bytes = new byte[60_000];
            random.NextBytes(bytes);
            return Convert.ToBase64String(bytes);
        }).ToArray();
        foreach (var text in texts)
        {
            writer.Tell(new Store(text));
        }
        await WaitForRefusal(server);

        await server.LiftFileSizeLimitAsync();

        Assert.Equal(texts, (await writer.State().WithinLong("the texts")).Texts);
        await host.StopAsync();
    }

    [Fact]
    public async Task Systems_that_start_together_on_an_empty_database_do_not_race()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        var hosts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Start(store)));

        var writers = hosts.Select((h, n) => Writer(h, $"writer{n}")).ToArray();
        TellAll(writers, 0, 10);

        Assert.All(await Task.WhenAll(writers.Select(w => w.State())), state => Assert.Equal(10, state.Texts.Length));
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    [Fact]
    public async Task Tables_live_in_the_schema_that_is_named()
    {
        var server = await postgres.GetAsync();
        var store = server.ConnectionString(await server.NewDatabaseAsync());
        await Execute(store, "CREATE SCHEMA \"Other\"");
        using var host = await Start(store, schema: "Other");
        var writer = Writer(host, "writer");
        writer.Tell(new Store("kept"));
        await writer.State();

        Assert.Equal(1L, await Execute(store, "SELECT count(*) FROM \"Other\".journal"));
        await host.StopAsync();
    }

    [Fact]
    public void Provider_that_is_not_served_is_refused() => Assert.ThrowsAny<Exception>(() =>
    {
        using var host = Build("Host=nowhere", schema: null, "NoSuchDatabase");
        host.Start();
        Writer(host, "writer");
    });

    private static async Task<IHost> Start(string store, string? schema = null)
    {
        var host = Build(store, schema, "PostgreSQL.15");
        await host.StartAsync();
        return host;
    }

    private static IHost Build(string store, string? schema, string provider)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAkka("failing", akka => akka.WithSqlPersistence(store, provider, schemaName: schema));
        return builder.Build();
    }

    private static ActorSystem Sys(IHost host) => host.Services.GetRequiredService<ActorSystem>();

    private static IActorRef Writer(IHost host, string id, string? name = null) =>
        Sys(host).ActorOf(Props.Create(() => new Journalist(id)), name ?? id);

    private static void TellAll(IActorRef[] writers, int first, int count)
    {
        for (var n = first; n < first + count; n++)
        {
            foreach (var writer in writers)
            {
                writer.Tell(new Store($"{n}"));
            }
        }
    }

    private static async Task WaitForRefusal(PostgresServer server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!server.Log.Contains("could not extend file", StringComparison.Ordinal))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<long> Count(string store) => (long)(await Execute(store, "SELECT count(*) FROM journal"))!;

    private static async Task<object?> Execute(string store, string sql)
    {
        await using var connection = new NpgsqlConnection(store);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
