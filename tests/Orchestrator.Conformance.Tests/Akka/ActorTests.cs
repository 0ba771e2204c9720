using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>A system for each test.</summary>
public abstract class ActorTests : IAsyncLifetime
{
    protected ActorSystem Sys { get; } = ActorSystem.Create("conformance");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Sys.Terminate().Within("the system's end");
        GC.SuppressFinalize(this);
    }

    private protected Probe NewProbe() => new(Sys);

    /// <summary>An actor with the handlers that a test gives it.</summary>
    protected IActorRef Start(Action<Scripted> script, string? name = null) =>
        Sys.ActorOf(Scripted.Of(script), name!);
}
