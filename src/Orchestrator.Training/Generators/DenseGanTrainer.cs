using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Trains <c>gan</c>, the plain dense GAN. See <see cref="GeneratorAlgorithms.Gan"/> for its settings.
/// </summary>
public sealed class DenseGanTrainer : GanTrainer
{
    /// <summary>The trainer.</summary>
    public DenseGanTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal DenseGanTrainer(ReplicaGroups groups)
        : base(groups)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => GeneratorAlgorithms.Gan;

    /// <inheritdoc/>
    private protected override GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings) =>
        new CrossEntropyGroup(engine, tasks, GanSettings.Read(Algorithm, settings), generatorFirst: false);
}
