using System.Collections.Concurrent;
using Akka;
using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Phases_run_in_order_and_actors_stop_in_the_last()
    {
        var system = ActorSystem.Create("ending");
        var seen = new ConcurrentQueue<string>();
        var shutdown = CoordinatedShutdown.Get(system);
        system.ActorOf(Scripted.Of(a => a.Stopping = () => seen.Enqueue("actor stopped")));
        foreach (var phase in (string[])
            [
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate, CoordinatedShutdown.PhaseServiceStop,
                CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceRequestsDone,
            ])
        {
            shutdown.AddTask(phase, $"task of {phase}", () =>
            {
                seen.Enqueue(phase);
                return Task.FromResult(Done.Instance);
            });
        }

        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).Within("the shutdown");
        await system.WhenTerminated.Within("the system's end");

        string[] expected =
        [
            "before-service-unbind", "service-requests-done", "service-stop", "before-actor-system-terminate",
            "actor stopped",
        ];
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task Failing_task_does_not_stop_the_rest()
    {
        var system = ActorSystem.Create("ending");
        var ran = false;
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new InvalidOperationException("no"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "runs", () =>
        {
            ran = true;
            return Task.FromResult(Done.Instance);
        });

        await system.Terminate().Within("the system's end");

        Assert.True(ran);
    }

    [Fact]
    public async Task Run_runs_once()
    {
        var system = ActorSystem.Create("ending");
        var runs = 0;
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "counted", () =>
        {
            Interlocked.Increment(ref runs);
            return Task.FromResult(Done.Instance);
        });

        await Task.WhenAll(
            shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance),
            shutdown.Run(CoordinatedShutdown.UnknownReason.Instance),
            system.Terminate()).Within("the shutdown");

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Terminated_system_refuses_new_actors()
    {
        var system = ActorSystem.Create("ending");
        await system.Terminate().Within("the system's end");

        Assert.ThrowsAny<Exception>(() => system.ActorOf(Scripted.Of(_ => { })));
    }
}
