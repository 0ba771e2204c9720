using System.Text;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>Names what a measured cost belongs to.</summary>
public static class CostKey
{
    /// <summary>The name of what all algorithms share.</summary>
    public const string Shared = "";

    /// <summary>An algorithm with its version and all of its settings, in one line.</summary>
    public static string Of(AlgorithmChoice? choice) => choice is null
        ? Shared
        : string.Join(' ', new StringBuilder().Choice(choice).ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
