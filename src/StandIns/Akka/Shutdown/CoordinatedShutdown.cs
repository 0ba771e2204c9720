namespace Akka.Actor;

/// <summary>
/// Ends a system in phases. The tasks of one phase run side by side, the phases one after the other; a task that fails
/// or takes longer than five seconds is logged and does not stop the rest. The last phase stops all actors.
/// </summary>
public sealed partial class CoordinatedShutdown
{
    /// <summary>Before the service stops listening.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Stop taking new connections.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Wait for requests in progress.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Shut connections.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Application work before the cluster is left.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Shard regions.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Leave the cluster.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Singletons.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>Wait for the exit.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>Shut the cluster down.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>Application work before all actors stop.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>All actors stop.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private static readonly string[] Phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop,
        PhaseBeforeClusterShutdown, PhaseClusterShardingShutdownRegion, PhaseClusterLeave, PhaseClusterExiting,
        PhaseClusterExitingDone, PhaseClusterShutdown, PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private static readonly TimeSpan PhaseTimeout = TimeSpan.FromSeconds(5);
    private readonly LocalActorSystem _system;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Run)>> _tasks = [];
    private Task<Done>? _run;

    private CoordinatedShutdown(LocalActorSystem system) => _system = system;

    /// <summary>The system.</summary>
    public ExtendedActorSystem System => _system;

    /// <summary>Why the shutdown runs; null before it does.</summary>
    public Reason ShutdownReason { get; private set; } = null!;

    /// <summary>The shutdown of a system.</summary>
    public static CoordinatedShutdown Get(ActorSystem sys) =>
        ((LocalActorSystem)sys).Part(static system => new CoordinatedShutdown(system));

    /// <summary>Adds a task to a phase; without effect once that phase has begun.</summary>
    /// <exception cref="ArgumentException">There is no such phase, or the name is empty.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!Phases.Contains(phase))
        {
            throw new ArgumentException($"Unknown phase [{phase}], known phases [{string.Join(", ", Phases)}].");
        }
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        lock (_lock)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
            {
                _tasks.Add(phase, tasks = []);
            }
            tasks.Add((taskName, task));
        }
    }

    /// <summary>
    /// Runs the phases, from the given one on if one is given. Runs once; later calls get the same task.
    /// </summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        var first = fromPhase is null ? 0 : Array.IndexOf(Phases, fromPhase);
        if (first < 0)
        {
            throw new ArgumentException($"Unknown phase [{fromPhase}].", nameof(fromPhase));
        }
        lock (_lock)
        {
            if (_run is null)
            {
                ShutdownReason = reason;
                _run = Task.Run(() => RunPhases(first));
            }
            return _run;
        }
    }

    private async Task<Done> RunPhases(int first)
    {
        foreach (var phase in Phases[first..])
        {
            List<(string Name, Func<Task<Done>> Run)> tasks;
            lock (_lock)
            {
                tasks = _tasks.TryGetValue(phase, out var present) ? [.. present] : [];
            }
            await Task.WhenAll(tasks.Select(t => RunTask(phase, t.Name, t.Run))).ConfigureAwait(false);
        }
        await _system.StopActors().ConfigureAwait(false);
        return Done.Instance;
    }

    private async Task RunTask(string phase, string name, Func<Task<Done>> run)
    {
        try
        {
            await run().WaitAsync(PhaseTimeout, _system.Time).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // one task must not keep the others from running
        catch (Exception cause)
#pragma warning restore CA1031
        {
            var text = $"Task [{name}] of phase [{phase}] failed: {cause.Message}";
            _system.LogSink.Write(Event.LogLevel.WarningLevel, _system.Name, typeof(CoordinatedShutdown), text, cause);
        }
    }
}
