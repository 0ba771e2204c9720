using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Steps of the dense GAN: cross entropy (Goodfellow et al. 2014, the non-saturating generator loss), batch
/// normalisation in both networks. The generator steps first, then the discriminator on the same generated rows; it
/// normalises real and generated rows apart.
/// </summary>
internal sealed class DcganGroup : GanGroup
{
    private readonly RmsPropOptimiser _generatorSteps;
    private readonly RmsPropOptimiser _discriminatorSteps;
    private readonly DensePass _generated;
    private readonly DensePass _onReal;
    private readonly DensePass _onFake;
    private readonly Block _logitGradient;
    private readonly Block _ones;
    private readonly Block _zeros;
    private readonly Block _generatorTotal;
    private readonly Block _discriminatorTotal;

    /// <summary>A group for tasks of one shape.</summary>
    public DcganGroup(FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues values)
        : base(engine, tasks, GanSettings.Read(values, normalised: true))
    {
        var step = new RmsPropStep(
            (float)values.Real("learning-rate"), (float)values.Real("rho"), (float)values.Real("epsilon"));
        _generatorSteps = new RmsPropOptimiser(engine, Generator, step);
        _discriminatorSteps = new RmsPropOptimiser(engine, Discriminator, step);
        _generated = new DensePass(engine, Generator, PaddedRows, RowWeights, dropout: false);
        _onReal = new DensePass(engine, Discriminator, PaddedRows, RowWeights, dropout: true);
        _onFake = new DensePass(engine, Discriminator, PaddedRows, RowWeights, dropout: true);
        _logitGradient = engine.Allocate(PaddedRows, Block.ColumnStep);
        _ones = Constant(PaddedRows, Block.ColumnStep, (_, column) => column == 0 ? 1 : 0);
        _zeros = engine.Allocate(PaddedRows, Block.ColumnStep);
        _generatorTotal = engine.Allocate(1, Block.ColumnStep);
        _discriminatorTotal = engine.Allocate(1, Block.ColumnStep);
    }

    /// <inheritdoc/>
    protected override void Step(long step)
    {
        _generated.Forward(NoiseRows);
        var fake = _generated.Output;
        Look(_onFake, fake, step, 2);
        Engine.SigmoidLoss(_logitGradient, _onFake.Output, _ones, LogitWeights, _generatorTotal, null);
        _onFake.BackwardToInput(_logitGradient, FakeGradient);
        _generated.Backward(NoiseRows, FakeGradient, add: false);
        _generatorSteps.Step();

        Look(_onFake, fake, step, 1);
        Engine.SigmoidLoss(_logitGradient, _onFake.Output, _zeros, LogitWeights, _discriminatorTotal, FakeTotal);
        _onFake.Backward(fake, _logitGradient, add: false);
        Look(_onReal, RealRows, step, 0);
        Engine.SigmoidLoss(_logitGradient, _onReal.Output, _ones, LogitWeights, _discriminatorTotal, RealTotal);
        _onReal.Backward(RealRows, _logitGradient, add: true);
        _discriminatorSteps.Step();
    }

    /// <inheritdoc/>
    protected override (float Generator, float Discriminator, float Real, float Fake) Sums(int replica) => (
        First(_generatorTotal, replica),
        First(_discriminatorTotal, replica),
        First(RealTotal, replica),
        First(FakeTotal, replica));

    /// <inheritdoc/>
    protected override void ClearTotals()
    {
        base.ClearTotals();
        Engine.Clear(_generatorTotal);
        Engine.Clear(_discriminatorTotal);
    }

    private void Look(DensePass pass, Block rows, long step, int look)
    {
        FillDropout(pass, step, look);
        pass.Forward(rows);
    }
}
