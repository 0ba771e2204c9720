using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Steps of the Wasserstein GAN with clipped weights (Arjovsky et al. 2017, algorithm 1): the critic steps and is
/// clipped, and in every n-th step the generator steps against the critic's new weights, on the same noise.
/// </summary>
internal sealed class WganGroup : GanGroup
{
    private readonly float _clip;
    private readonly DensePass _generated;
    private readonly DensePass _onReal;
    private readonly DensePass _onFake;
    private readonly Block _logitGradient;
    private readonly Block _upward;

    /// <summary>A group for tasks of one shape.</summary>
    public WganGroup(FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, GanSettings settings, float clip)
        : base(engine, tasks, settings)
    {
        _clip = clip;
        var drops = settings.Networks.GeneratorDropout > 0;
        _generated = new DensePass(engine, Generator, PaddedRows, null, drops);
        _onReal = new DensePass(engine, Discriminator, PaddedRows, null, dropout: true);
        _onFake = new DensePass(engine, Discriminator, PaddedRows, null, dropout: true);
        _logitGradient = engine.Allocate(PaddedRows, Block.ColumnStep);
        _upward = Constant(
            PaddedRows, Block.ColumnStep, (row, column) => row < BatchRows && column == 0 ? -1f / BatchRows : 0);
    }

    /// <inheritdoc/>
    protected override bool IsWasserstein => true;

    /// <inheritdoc/>
    protected override void Step(long step)
    {
        Generate(_generated, step);
        var fake = _generated.Output;
        FillDropout(_onReal, Discriminator, step, 0);
        FillDropout(_onFake, Discriminator, step, 1);
        _onReal.Forward(RealRows);
        _onFake.Forward(fake);
        Engine.Accumulate(RealTotal, _onReal.Output, LogitWeights);
        Engine.Accumulate(FakeTotal, _onFake.Output, LogitWeights);
        Copy(_logitGradient, _upward);
        _onReal.Backward(RealRows, _logitGradient, add: false);
        Copy(_logitGradient, LogitWeights);
        _onFake.Backward(fake, _logitGradient, add: true);
        MoveDiscriminator();
        Engine.Clip(Discriminator.Parameters, _clip);
        if (!GeneratorMoves(step))
            return;
        FillDropout(_onFake, Discriminator, step, 2);
        _onFake.Forward(fake);
        Copy(_logitGradient, _upward);
        _onFake.BackwardToInput(_logitGradient, FakeGradient);
        _generated.Backward(NoiseRows, FakeGradient, add: false);
        MoveGenerator();
    }

    /// <inheritdoc/>
    protected override (float Generator, float Discriminator, float Real, float Fake) Sums(int replica)
    {
        var (real, fake) = (First(RealTotal, replica), First(FakeTotal, replica));
        return (-fake, fake - real, real, fake);
    }
}
