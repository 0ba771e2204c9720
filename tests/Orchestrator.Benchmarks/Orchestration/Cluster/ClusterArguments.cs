using System.Globalization;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>The arguments of a benchmark on a cluster: <c>--name value</c> pairs, and flags without a value.</summary>
internal sealed class ClusterArguments(string[] args)
{
    /// <summary>How many worker processes.</summary>
    public int Workers => Number("--workers", 4);

    /// <summary>Slots of each worker.</summary>
    public int Slots => Number("--slots", 2);

    /// <summary>Whether a flag is given.</summary>
    public bool Has(string name) => args.Contains(name);

    /// <summary>A text.</summary>
    public string Text(string name, string otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

    /// <summary>A whole number.</summary>
    public int Number(string name, int otherwise) =>
        int.Parse(Text(name, $"{otherwise}"), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
