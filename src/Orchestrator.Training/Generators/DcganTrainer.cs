using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Trains <c>dcgan</c>, the dense GAN guided by DCGAN. See <see cref="GeneratorAlgorithms.Dcgan"/> for its settings.
/// </summary>
public sealed class DcganTrainer : GanTrainer
{
    /// <summary>The trainer.</summary>
    public DcganTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal DcganTrainer(ReplicaGroups groups)
        : base(groups)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => GeneratorAlgorithms.Dcgan;

    /// <inheritdoc/>
    private protected override GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings) =>
        new CrossEntropyGroup(engine, tasks, GanSettings.Read(Algorithm, settings), generatorFirst: true);
}
