using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Tabular;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// Trains <c>ctgan</c>, the conditional GAN for tables. See <see cref="CtganAlgorithms.Ctgan"/> for its settings.
/// </summary>
public sealed class CtganTrainer : TabularTrainer
{
    /// <summary>The trainer.</summary>
    public CtganTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal CtganTrainer(ReplicaGroups groups)
        : base(groups)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => CtganAlgorithms.Ctgan;

    /// <inheritdoc/>
    private protected override int Steps(int rows, SettingValues settings) =>
        CtganGroup.StepsAnEpoch(rows, CtganSettings.Read(settings));

    /// <inheritdoc/>
    private protected override TabularGroup Group(
        FusionEngine engine, IReadOnlyList<CodedTask> tasks, SettingValues settings) =>
        new CtganGroup(engine, tasks, CtganSettings.Read(settings));
}
