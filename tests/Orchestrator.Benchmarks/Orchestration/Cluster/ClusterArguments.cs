using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>The arguments of a benchmark on a cluster.</summary>
internal sealed class ClusterArguments(string[] args) : BenchmarkArguments(args)
{
    /// <summary>How many worker processes.</summary>
    public int Workers => Number("--workers", 4);

    /// <summary>Slots of each worker.</summary>
    public int Slots => Number("--slots", 2);
}
