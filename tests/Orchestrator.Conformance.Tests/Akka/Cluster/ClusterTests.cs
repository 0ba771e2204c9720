using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>A cluster of one node.</summary>
public sealed class ClusterTests
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Lone_node_leads_and_runs_the_singleton()
    {
        var lives = new Lives();
        await using var node = await ClusterNodeHost.Start("only", lives, connectionString: null);

        Assert.Equal("only", await lives.NextBegin());
        Assert.Equal("only", await node.Proxy.Ask<string>("kept", Seconds));
        Assert.Equal(["kept"], await node.Proxy.Ask<string[]>(new Tell(), Seconds));
    }

    [Fact]
    public async Task Leader_is_known_by_the_address_that_was_published()
    {
        var lives = new Lives();
        await using var node = await ClusterNodeHost.Start("only", lives, connectionString: null);
        await lives.NextBegin();
        var probe = new Probe(node.Sys);
        var expected = Address.Parse($"akka.tcp://nodes@127.0.0.1:{node.Port}");

        node.Cluster.Subscribe(probe.Ref, typeof(ClusterEvent.LeaderChanged), typeof(ClusterEvent.RoleLeaderChanged));
        var state = await probe.Expect<ClusterEvent.CurrentClusterState>("the state that comes first");

        Assert.Equal(expected, node.Cluster.SelfAddress);
        Assert.Equal(["coordinator"], node.Cluster.SelfRoles);
        Assert.Equal(expected, state.Leader);
        Assert.Equal(expected, state.RoleLeader("coordinator"));
        Assert.Null(state.RoleLeader("other"));
        Assert.Equal(expected, state.Members.Order(Member.AgeOrdering).First(m => m.HasRole("coordinator")).Address);
        Assert.Equal(("127.0.0.1", node.Port), (expected.Host, expected.Port));
    }

    [Fact]
    public async Task Subscriber_can_have_the_state_as_events()
    {
        var lives = new Lives();
        await using var node = await ClusterNodeHost.Start("only", lives, connectionString: null);
        await lives.NextBegin();
        var probe = new Probe(node.Sys);

        node.Cluster.Subscribe(probe.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.RoleLeaderChanged));

        var leads = await probe.Expect<ClusterEvent.RoleLeaderChanged>("the leader of the role");
        Assert.Equal("coordinator", leads.Role);
        Assert.Equal(node.Cluster.SelfAddress, leads.Leader);
        node.Cluster.Unsubscribe(probe.Ref);
    }

    [Fact]
    public async Task Singleton_gets_its_own_message_to_end_when_the_node_leaves_and_the_system_ends_then()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var node = await ClusterNodeHost.Start(akka => akka.WithSingleton<Scripted>(
            "ending",
            Scripted.Of(a => a.On<string>(text =>
            {
                if (text == "finish")
                {
                    seen.TrySetResult();
                    a.Ctx.Stop(a.Me);
                }
                else
                {
                    a.From.Tell(text);
                }
            })),
            new ClusterSingletonOptions { TerminationMessage = "finish" },
            createProxyToo: true));
        var proxy = ActorRegistry.For(node.Sys).Get<Scripted>();
        Assert.Equal("echo", await proxy.Ask<string>("echo", Seconds));

        await node.Cluster.LeaveAsync().Within("the node's leaving");

        Assert.True(seen.Task.IsCompleted);
        await node.Sys.WhenTerminated.Within("the system's end");
        Assert.True(node.Cluster.IsTerminated);
    }

    [Fact]
    public async Task Failing_singleton_is_restarted()
    {
        await using var node = await ClusterNodeHost.Start(akka => akka.WithSingleton<Scripted>(
            "failing",
            (_, _, _) => Scripted.Of(a => a.On<string>(text =>
            {
                if (text == "fail")
                {
                    throw new InvalidOperationException("as asked");
                }
                a.From.Tell($"{text} at {a.Me.Path.ToStringWithoutAddress()}");
            }))));
        var proxy = ActorRegistry.For(node.Sys).Get<Scripted>();

        proxy.Tell("fail");

        Assert.Equal("echo at /user/failing/singleton", await proxy.Ask<string>("echo", Seconds));
    }
}
