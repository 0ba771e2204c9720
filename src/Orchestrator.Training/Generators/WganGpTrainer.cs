using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Trains <c>wgan-gp</c>, the Wasserstein GAN with gradient penalty. See <see cref="GeneratorAlgorithms.WganGp"/> for
/// its settings.
/// </summary>
public sealed class WganGpTrainer : GanTrainer
{
    /// <summary>The trainer.</summary>
    public WganGpTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal WganGpTrainer(ReplicaGroups groups)
        : base(groups)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => GeneratorAlgorithms.WganGp;

    /// <inheritdoc/>
    private protected override GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings) =>
        new WganGpGroup(engine, tasks, GanSettings.Read(Algorithm, settings), settings);
}
