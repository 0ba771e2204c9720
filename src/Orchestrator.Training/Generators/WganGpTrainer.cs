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
        : this(FusionEngine.For, null)
    {
    }

    /// <summary>A trainer with its own choice of engine and group size.</summary>
    internal WganGpTrainer(Func<string, int, FusionEngine> engines, Func<string, int>? limit)
        : base(engines, limit)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => GeneratorAlgorithms.WganGp;

    /// <inheritdoc/>
    private protected override GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings) =>
        new WganGpGroup(engine, tasks, GanSettings.Read(Algorithm, settings), settings);
}
