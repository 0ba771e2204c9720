namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>
/// All that was measured on a device. Immutable; keys of algorithms hold their versions and settings.
/// </summary>
/// <param name="Device">The device.</param>
public sealed record DeviceCosts(DeviceIdentity Device)
{
    /// <summary>What algorithms take.</summary>
    public IReadOnlyList<AlgorithmCosts> Algorithms { get; init; } = [];

    /// <summary>What replicas take in groups.</summary>
    public IReadOnlyList<GroupCosts> Groups { get; init; } = [];

    /// <summary>What groups get done side by side.</summary>
    public IReadOnlyList<ConcurrencySample> Concurrent { get; init; } = [];

    /// <summary>What was measured of an algorithm; null: nothing.</summary>
    public AlgorithmCosts? Find(string algorithm, string data, CostedWork work) =>
        Algorithms.FirstOrDefault(costs => costs.Work == work && costs.Algorithm == algorithm && costs.Data == data);

    /// <summary>The same with other costs of an algorithm.</summary>
    public DeviceCosts With(AlgorithmCosts costs) => this with
    {
        Algorithms =
        [
            .. Algorithms.Where(old =>
                (old.Algorithm, old.Data, old.Work) != (costs.Algorithm, costs.Data, costs.Work)),
            costs,
        ],
    };

    /// <summary>The same with other costs of a group.</summary>
    public DeviceCosts With(GroupCosts costs) =>
        this with { Groups = [.. Groups.Where(old => old.Algorithm != costs.Algorithm), costs] };
}
