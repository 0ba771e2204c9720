using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Trains <c>wgan</c>, the Wasserstein GAN with clipped weights. See <see cref="GeneratorAlgorithms.Wgan"/> for its
/// settings.
/// </summary>
public sealed class WganTrainer : GanTrainer
{
    /// <summary>The trainer.</summary>
    public WganTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal WganTrainer(ReplicaGroups groups)
        : base(groups)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => GeneratorAlgorithms.Wgan;

    /// <inheritdoc/>
    private protected override GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings) =>
        new WganGroup(engine, tasks, GanSettings.Read(Algorithm, settings), (float)settings.Real("clip"));
}
