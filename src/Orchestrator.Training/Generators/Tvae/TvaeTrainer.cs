using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Tabular;

namespace Orchestrator.Training.Generators.Tvae;

/// <summary>
/// Trains <c>tvae</c>, the variational autoencoder for tables. See <see cref="CtganAlgorithms.Tvae"/> for its settings.
/// </summary>
public sealed class TvaeTrainer : TabularTrainer
{
    /// <summary>The trainer.</summary>
    public TvaeTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal TvaeTrainer(ReplicaGroups groups)
        : base(groups)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => CtganAlgorithms.Tvae;

    /// <inheritdoc/>
    private protected override int Steps(int rows, SettingValues settings) => rows;

    /// <inheritdoc/>
    private protected override TabularGroup Group(
        FusionEngine engine, IReadOnlyList<CodedTask> tasks, SettingValues settings) =>
        new TvaeGroup(engine, tasks, TvaeSettings.Read(settings));
}
