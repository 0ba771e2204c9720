namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>What the parts of a cluster have used.</summary>
/// <param name="Coordinator">The coordinator.</param>
/// <param name="Workers">All workers together.</param>
/// <param name="Database">The database server, where there is one.</param>
internal readonly record struct ClusterUsage(ProcessUsage Coordinator, ProcessUsage Workers, ProcessUsage Database)
{
    /// <summary>Processor time of all of it, in seconds.</summary>
    public double Seconds => Coordinator.Seconds + Workers.Seconds + Database.Seconds;

    /// <summary>What was used since <paramref name="before"/>; memory as it is now.</summary>
    public ClusterUsage Since(ClusterUsage before) => new(
        Coordinator with { Seconds = Coordinator.Seconds - before.Coordinator.Seconds },
        Workers with { Seconds = Workers.Seconds - before.Workers.Seconds },
        Database with { Seconds = Database.Seconds - before.Database.Seconds });
}
