namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>
/// K for each fusing algorithm: how many replicas are trained as one network. It changes how long a fit takes and
/// nothing that comes of it. Immutable.
/// </summary>
public sealed class GroupSizes
{
    private const int UnmeasuredGpu = 256;

    private readonly Dictionary<string, int> _sizes;
    private readonly int? _other;

    private GroupSizes(Dictionary<string, int> sizes, int? other) => (_sizes, _other) = (sizes, other);

    /// <summary>
    /// Where nothing was measured: replicas alone on a CPU, where a group seldom pays and never needs more memory, and
    /// a few hundred on a GPU, which one alone would leave idle.
    /// </summary>
    public static GroupSizes Unmeasured { get; } = new([], null);

    /// <summary>The same K for all.</summary>
    public static GroupSizes Fixed(int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return new GroupSizes([], replicas);
    }

    /// <summary>
    /// What measurements say; where an algorithm was measured with several settings, the smallest K of them.
    /// </summary>
    /// <param name="costs">What was measured.</param>
    /// <param name="memoryBytes">Memory that a group may use; 0: any.</param>
    public static GroupSizes Of(IEnumerable<GroupCosts> costs, long memoryBytes = 0)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return new GroupSizes(
            costs.GroupBy(cost => cost.Name, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Min(cost => cost.Choose(memoryBytes))),
            null);
    }

    /// <summary>K of an algorithm on a device, from 1.</summary>
    /// <param name="algorithm">The algorithm's name.</param>
    /// <param name="device">The device: <c>cpu</c> or <c>cuda:N</c>.</param>
    public int For(string algorithm, string device) =>
        _sizes.TryGetValue(algorithm, out var size) ? size : _other ?? (device == "cpu" ? 1 : UnmeasuredGpu);
}
