using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Steps of the Wasserstein GAN with gradient penalty (Gulrajani et al. 2017, algorithm 1). Both gradients come from
/// one forward pass, then both networks step; the interpolates are judged without dropout.
/// </summary>
internal sealed class WganGpGroup : GanGroup
{
    private readonly bool _crossed;
    private readonly DensePass _generated;
    private readonly DensePass _onReal;
    private readonly DensePass _onFake;
    private readonly GradientPenalty _penalty;
    private readonly GradientPenalty.Options _penaltyOptions;
    private readonly Block _places;
    private readonly Block _interpolates;
    private readonly Block _penaltyTotal;
    private readonly Block _logitGradient;
    private readonly Block _upward;
    private readonly Block _minus;

    /// <summary>A group for tasks of one shape.</summary>
    public WganGpGroup(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, GanSettings settings, SettingValues values)
        : base(engine, tasks, settings)
    {
        _crossed = values.Text("penalty") == "published";
        _generated = new DensePass(
            engine, Generator, PaddedRows, null, dropout: settings.Networks.GeneratorDropout > 0);
        _onReal = new DensePass(engine, Discriminator, PaddedRows, null, dropout: true);
        _onFake = new DensePass(engine, Discriminator, PaddedRows, null, dropout: true);

        var rows = _crossed ? PaddedRows * PaddedRows : PaddedRows;
        var unit = Constant(rows, Block.ColumnStep, (_, column) => column == 0 ? 1 : 0);
        var valid = Constant(1, rows, (_, row) => row % PaddedRows < BatchRows && row / PaddedRows < BatchRows ? 1 : 0);
        _penalty = new GradientPenalty(engine, Discriminator, rows, unit);
        _penaltyOptions = new GradientPenalty.Options(
            valid, _crossed ? PaddedRows : 1, (float)values.Real("lambda"), 1f / BatchRows);
        _places = engine.Allocate(1, Block.PadColumns(PaddedRows));
        _interpolates = engine.Allocate(rows, RealRows.Columns);
        _penaltyTotal = engine.Allocate(1, Block.ColumnStep);
        _logitGradient = engine.Allocate(PaddedRows, Block.ColumnStep);
        _upward = Constant(
            PaddedRows, Block.ColumnStep, (row, column) => row < BatchRows && column == 0 ? -1f / BatchRows : 0);
        _minus = Constant(PaddedRows, RealRows.Columns, (_, _) => -1);
    }

    /// <inheritdoc/>
    protected override bool IsWasserstein => true;

    /// <inheritdoc/>
    protected override void Step(long step)
    {
        FillDropout(_onReal, Discriminator, step, 0);
        FillDropout(_onFake, Discriminator, step, 1);
        FillPlaces(_places, step);
        Generate(_generated, step);
        var fake = _generated.Output;
        _onReal.Forward(RealRows);
        _onFake.Forward(fake);
        Engine.Accumulate(RealTotal, _onReal.Output, LogitWeights);
        Engine.Accumulate(FakeTotal, _onFake.Output, LogitWeights);

        Copy(_logitGradient, _upward);
        _onReal.Backward(RealRows, _logitGradient, add: false);
        Copy(_logitGradient, LogitWeights);
        _onFake.BackwardToBoth(fake, _logitGradient, FakeGradient, add: true);
        Engine.Interpolate(_interpolates, RealRows, fake, _places, _crossed);
        _penalty.Add(_interpolates, _penaltyOptions, _penaltyTotal);

        if (GeneratorMoves(step))
        {
            // The generator's loss is minus the critic's on the same rows, so its gradient is that of the critic,
            // negated.
            Engine.Multiply(FakeGradient, FakeGradient, _minus);
            _generated.Backward(NoiseRows, FakeGradient, add: false);
            MoveGenerator();
        }

        MoveDiscriminator();
    }

    /// <inheritdoc/>
    protected override (float Generator, float Discriminator, float Real, float Fake) Sums(int replica)
    {
        var (real, fake) = (First(RealTotal, replica), First(FakeTotal, replica));
        return (-fake, fake - real + First(_penaltyTotal, replica), real, fake);
    }

    /// <inheritdoc/>
    protected override void ClearTotals()
    {
        base.ClearTotals();
        Engine.Clear(_penaltyTotal);
    }
}
