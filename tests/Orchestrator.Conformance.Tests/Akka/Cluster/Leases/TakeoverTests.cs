using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Npgsql;
using Orchestrator.TestKit;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>Nodes that compete for the lease in a real database.</summary>
public sealed class TakeoverTests(SharedPostgres postgres, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(60);

    private readonly Lives _lives = new();
    private PostgresServer _server = null!;
    private string _database = "";

    private string ConnectionString => _server.ConnectionString(_database);

    public async ValueTask InitializeAsync()
    {
        _server = await postgres.GetAsync();
        _database = await _server.NewDatabaseAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task One_of_three_leads_and_the_others_know_where()
    {
        await using var a = await Node("a");
        await using var b = await Node("b");
        await using var c = await Node("c");
        var leader = new[] { a, b, c }["abc".IndexOf(await _lives.NextBegin(), StringComparison.Ordinal)];

        foreach (var node in new[] { a, b, c })
        {
            var known = await LeaderKnownTo(node, state => state.Leader is not null);
            Assert.Equal(leader.Cluster.SelfAddress, known.RoleLeader("coordinator"));
            Assert.Equal(leader.Cluster.SelfAddress, known.Members.Min(Member.AgeOrdering)!.Address);
        }
        Assert.Equal(1L, await Query("SELECT epoch FROM orchestrator_lease WHERE name = 'nodes'"));
        _lives.AssertNoOverlap();
    }

    [Fact]
    public async Task Leader_that_leaves_hands_over_at_once()
    {
        await using var first = await Node("first");
        Assert.Equal("first", await _lives.NextBegin());
        Assert.Equal("first", await first.Proxy.Ask<string>("kept", Seconds));
        await using var second = await Node("second");
        await LeaderKnownTo(second, state => state.Leader is not null);

        await first.Stop();

        Assert.Equal("second", await _lives.NextBegin());
        Assert.Equal(["kept"], await second.Proxy.Ask<string[]>(new Tell(), Seconds));
        Assert.Equal(2L, await Query("SELECT epoch FROM orchestrator_lease"));
        _lives.AssertNoOverlap();
        output.WriteLine($"handed over in {_lives.LastGap().TotalMilliseconds:F0} ms");
    }

    [Theory]
    [InlineData("swallowed", false)]
    [InlineData("swallowed", true)]
    [InlineData("reset", true)]
    public async Task Leader_that_is_cut_off_from_the_database_stops_before_another_begins(string how, bool resets)
    {
        await using var relay = new TcpRelay(_server.Port);
        await using var first = await Node("first", relay.Port);
        Assert.Equal("first", await _lives.NextBegin());
        var bystander = first.Sys.ActorOf(Props.Create(() => new Witness("bystander", new Lives(), "bystander")));
        Assert.Equal("bystander", await bystander.Ask<string>("early", Seconds));
        Assert.Equal("first", await first.Proxy.Ask<string>("before the cut", Seconds));
        await using var second = await Node("second");

        if (how == "reset")
        {
            relay.Cut();
        }
        else
        {
            relay.Swallow();
        }
        var late = bystander.Ask<string>("written while cut off", Seconds);

        Assert.Equal("first", await _lives.NextEnd());
        Assert.Equal("second", await _lives.NextBegin());
        output.WriteLine($"{_lives.LastGap().TotalMilliseconds:F0} ms from the end of the old to the new");
        Assert.Equal("second", await second.Proxy.Ask<string>("after it", Seconds));
        relay.Heal(resets);

        Assert.StartsWith("failed: Refused to write under leadership 1 of [nodes]", await late);
        var known = await LeaderKnownTo(first, state => state.Leader is { } l && !l.Equals(first.Cluster.SelfAddress));
        Assert.Equal(second.Cluster.SelfAddress, known.Leader);
        Assert.Equal(1L, await Query("SELECT count(*) FROM journal WHERE persistence_id = 'bystander'"));
        Assert.Equal(["before the cut", "after it"], await second.Proxy.Ask<string[]>(new Tell(), Seconds));
        _lives.AssertNoOverlap();
    }

    [Fact]
    public async Task Old_writer_that_hangs_in_its_transaction_does_not_hold_up_the_takeover()
    {
        await using var relay = new TcpRelay(_server.Port);
        await using var first = await Node("first", relay.Port);
        await _lives.NextBegin();
        await using var hanging = new NpgsqlConnection(ConnectionString);
        await hanging.OpenAsync();
        await using var transaction = await hanging.BeginTransactionAsync();
        await using var command = hanging.CreateCommand();
        command.CommandText = "SELECT epoch FROM orchestrator_lease WHERE epoch = 1 FOR KEY SHARE";
        Assert.Equal(1L, await command.ExecuteScalarAsync());
        await using var second = await Node("second");

        relay.Cut();

        Assert.Equal("second", await _lives.NextBegin());
        _lives.AssertNoOverlap();
        await Assert.ThrowsAnyAsync<Exception>(async () => await transaction.CommitAsync());
    }

    [Fact]
    public async Task Leader_renews_while_others_write_under_its_epoch()
    {
        await using var node = await Node("only");
        await _lives.NextBegin();
        await using var writing = new NpgsqlConnection(ConnectionString);
        await writing.OpenAsync();
        await using var transaction = await writing.BeginTransactionAsync();
        await using var command = writing.CreateCommand();
        command.CommandText = "SELECT expires_at FROM orchestrator_lease WHERE epoch = 1 FOR KEY SHARE";
        var before = (DateTime)(await command.ExecuteScalarAsync())!;

        for (var expires = before; expires == before;)
        {
            expires = (DateTime)(await Query("SELECT expires_at FROM orchestrator_lease"))!;
        }

        await transaction.CommitAsync();
        Assert.Equal(1L, await Query("SELECT epoch FROM orchestrator_lease"));
    }

    [Fact]
    public async Task Proxy_of_a_node_that_stands_by_hands_nothing_over()
    {
        await using var first = await Node("first");
        await _lives.NextBegin();
        await using var second = await Node("second");
        await LeaderKnownTo(second, state => state.Leader is not null);
        var probe = new Probe(second.Sys);
        second.Sys.EventStream.Subscribe(probe.Ref, typeof(Akka.Event.DeadLetter));

        second.Proxy.Tell("for the leader", probe.Ref);

        var letter = await probe.Expect<Akka.Event.DeadLetter>("the dead letter");
        Assert.Equal("for the leader", letter.Message);
    }

    [Fact]
    public async Task Proxy_keeps_the_newest_messages_until_somebody_leads()
    {
        await using var relay = new TcpRelay(_server.Port);
        relay.Cut();
        await using var node = await Node("only", relay.Port, new ClusterSingletonOptions { BufferSize = 2 });
        var probe = new Probe(node.Sys);
        node.Sys.EventStream.Subscribe(probe.Ref, typeof(Akka.Event.DeadLetter));

        foreach (var text in (string[])["one", "two", "three"])
        {
            node.Proxy.Tell(text, ActorRefs.NoSender);
        }
        Assert.Equal("one", (await probe.Expect<Akka.Event.DeadLetter>("the oldest")).Message);
        relay.Heal(reset: true);

        await _lives.NextBegin();
        Assert.Equal(["two", "three"], await node.Proxy.Ask<string[]>(new Tell(), Seconds));
    }

    private Task<ClusterNodeHost> Node(string name, int? port = null, ClusterSingletonOptions? options = null)
    {
        var store = new NpgsqlConnectionStringBuilder(ConnectionString);
        store.Port = port ?? store.Port;
        return ClusterNodeHost.Start(name, _lives, store.ToString(), options);
    }

    /// <summary>The state that a node knows once it is as awaited.</summary>
    private static async Task<ClusterEvent.CurrentClusterState> LeaderKnownTo(
        ClusterNodeHost node, Predicate<ClusterEvent.CurrentClusterState> isAwaited)
    {
        var probe = new Probe(node.Sys);
        node.Cluster.Subscribe(probe.Ref, typeof(ClusterEvent.LeaderChanged));
        await probe.Expect<ClusterEvent.CurrentClusterState>("the state");
        while (!isAwaited(node.Cluster.State))
        {
            await probe.Expect<ClusterEvent.LeaderChanged>("another leader");
        }
        return node.Cluster.State;
    }

    private async Task<object?> Query(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
