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
        : this(FusionEngine.For, null)
    {
    }

    /// <summary>A trainer with its own choice of engine and group size.</summary>
    internal DcganTrainer(Func<string, int, FusionEngine> engines, Func<string, int>? limit)
        : base(engines, limit)
    {
    }

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => GeneratorAlgorithms.Dcgan;

    /// <inheritdoc/>
    private protected override GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings) =>
        new CrossEntropyGroup(engine, tasks, GanSettings.Read(Algorithm, settings), generatorFirst: true);
}
