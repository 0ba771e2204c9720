using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Steps of the GANs with cross entropy (Goodfellow et al. 2014, the non-saturating generator loss). Both networks see
/// the same generated rows in a step; the discriminator normalises real and generated rows apart where it normalises.
/// </summary>
internal sealed class CrossEntropyGroup : GanGroup
{
    private readonly bool _generatorFirst;
    private readonly DensePass _generated;
    private readonly DensePass _onReal;
    private readonly DensePass _onFake;
    private readonly Block _logitGradient;
    private readonly Block _ones;
    private readonly Block _zeros;
    private readonly Block _realTargets;
    private readonly Block _generatorTotal;
    private readonly Block _discriminatorTotal;

    /// <summary>
    /// A group for tasks of one shape; the generator moves before the discriminator, against its old weights, or after
    /// it, against its new ones (algorithm 1 of the paper).
    /// </summary>
    public CrossEntropyGroup(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, GanSettings settings, bool generatorFirst)
        : base(engine, tasks, settings)
    {
        _generatorFirst = generatorFirst;
        var drops = settings.Networks.GeneratorDropout > 0;
        _generated = new DensePass(engine, Generator, PaddedRows, RowWeights, drops);
        _onReal = new DensePass(engine, Discriminator, PaddedRows, RowWeights, dropout: true);
        _onFake = new DensePass(engine, Discriminator, PaddedRows, RowWeights, dropout: true);
        _logitGradient = engine.Allocate(PaddedRows, Block.ColumnStep);
        _ones = Constant(PaddedRows, Block.ColumnStep, (_, column) => column == 0 ? 1 : 0);
        _zeros = engine.Allocate(PaddedRows, Block.ColumnStep);

        // One-sided label smoothing (Salimans et al. 2016, section 3.4): the targets of real rows alone.
        _realTargets = Constant(
            PaddedRows, Block.ColumnStep, (_, column) => column == 0 ? 1 - settings.LabelSmoothing : 0);
        _generatorTotal = engine.Allocate(1, Block.ColumnStep);
        _discriminatorTotal = engine.Allocate(1, Block.ColumnStep);
    }

    /// <inheritdoc/>
    protected override bool IsWasserstein => false;

    /// <inheritdoc/>
    protected override void Step(long step)
    {
        Generate(_generated, step);
        var moves = GeneratorMoves(step);
        if (moves && _generatorFirst)
            StepGenerator(step);
        StepDiscriminator(step, moves);
        if (moves && !_generatorFirst)
            StepGenerator(step);
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

    private void StepGenerator(long step)
    {
        Look(_onFake, _generated.Output, step, 2);
        Engine.SigmoidLoss(_logitGradient, _onFake.Output, _ones, LogitWeights, _generatorTotal, null);
        _onFake.BackwardToInput(_logitGradient, FakeGradient);
        _generated.Backward(NoiseRows, FakeGradient, add: false);
        MoveGenerator();
    }

    private void StepDiscriminator(long step, bool generatorMoves)
    {
        Look(_onFake, _generated.Output, step, 1);
        if (!generatorMoves)
        {
            // The generator's loss is recorded in every step, whether it moves or not.
            Engine.SigmoidLoss(_logitGradient, _onFake.Output, _ones, LogitWeights, _generatorTotal, null);
        }

        Engine.SigmoidLoss(_logitGradient, _onFake.Output, _zeros, LogitWeights, _discriminatorTotal, FakeTotal);
        _onFake.Backward(_generated.Output, _logitGradient, add: false);
        Look(_onReal, RealRows, step, 0);
        Engine.SigmoidLoss(_logitGradient, _onReal.Output, _realTargets, LogitWeights, _discriminatorTotal, RealTotal);
        _onReal.Backward(RealRows, _logitGradient, add: true);
        MoveDiscriminator();
    }

    private void Look(DensePass pass, Block rows, long step, int look)
    {
        FillDropout(pass, Discriminator, step, look);
        pass.Forward(rows);
    }
}
