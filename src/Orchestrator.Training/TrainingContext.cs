using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Training;

/// <summary>What a trainer is given beside its data.</summary>
/// <param name="Device">The device: <c>cpu</c> or <c>cuda:N</c>. Trainers without tensors ignore it.</param>
/// <param name="Time">The clock for durations.</param>
/// <param name="Cancellation">
/// Observed at least once an epoch; a cancelled fit throws <see cref="OperationCanceledException"/>.
/// </param>
public sealed record TrainingContext(string Device, TimeProvider Time, CancellationToken Cancellation)
{
    /// <summary>CPU, the system's clock, not to be cancelled.</summary>
    public static TrainingContext Cpu { get; } = new("cpu", TimeProvider.System, CancellationToken.None);

    /// <summary>Is told of each epoch by trainers that have epochs; null: nobody is.</summary>
    public IEpochObserver? Epochs { get; init; }

    /// <summary>How many replicas train as one network; no result depends on it.</summary>
    public GroupSizes GroupSizes { get; init; } = GroupSizes.Unmeasured;
}
