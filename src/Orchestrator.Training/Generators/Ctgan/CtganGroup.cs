using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;
using Orchestrator.Training.Generators.Tabular;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// Steps of CTGAN (Xu et al. 2019, algorithm 1): the critic judges packs of rows with their conditions and moves, then
/// the generator moves against it on new noise and conditions, pulled towards the conditions by a cross entropy.
/// </summary>
internal sealed class CtganGroup : TabularGroup
{
    private readonly CtganSettings _settings;
    private readonly DecayedAdam _generatorSteps;
    private readonly DecayedAdam _criticSteps;
    private readonly CtganBlocks _blocks;
    private readonly ResidualPass _generated;
    private readonly DensePass _onReal;
    private readonly DensePass _onFake;
    private readonly PackPenalty _penalty;
    private readonly GradientPenalty.Options _penaltyOptions;
    private readonly Block _realTotal;
    private readonly Block _fakeTotal;
    private readonly Block _penaltyTotal;
    private readonly Block _entropyTotal;

    /// <summary>A group of replicas of one layout.</summary>
    public CtganGroup(FusionEngine engine, IReadOnlyList<CodedTask> tasks, CtganSettings settings)
        : base(
            engine, [.. tasks.Select((task, place) => new CtganReplica(place, task, settings))], settings.Epochs,
            StepsAnEpoch(tasks[0].Task.Table.Labels.Length, settings))
    {
        _settings = settings;
        var first = (CtganReplica)Replicas[0];
        _blocks = new CtganBlocks(engine, first, settings);
        Generator = Start(
            settings.GeneratorLayers(_blocks.Inputs.Columns, Layout.Width),
            (replica, layout) => ((CtganReplica)replica).StartGenerator(layout));
        Critic = Start(
            settings.CriticLayers(_blocks.RealPacks.Columns),
            (replica, layout) => ((CtganReplica)replica).StartCritic(layout));
        _generatorSteps = new DecayedAdam(engine, Generator.Parameters, Generator.Gradients, settings.Generator);
        _criticSteps = new DecayedAdam(engine, Critic.Parameters, Critic.Gradients, settings.Critic);
        _generated = new ResidualPass(engine, Generator, _blocks.Inputs.Rows, _blocks.RowWeights);
        _onReal = new DensePass(engine, Critic, _blocks.Packs, null, dropout: true);
        _onFake = new DensePass(engine, Critic, _blocks.Packs, null, dropout: true);
        _penalty = new PackPenalty(engine, Critic, _blocks.Packs, _blocks.Unit);
        _penaltyOptions = new GradientPenalty.Options(
            _blocks.Valid, 1, settings.Lambda, (float)settings.Pac / settings.Batch);
        (_realTotal, _fakeTotal) = (engine.Allocate(1, Block.ColumnStep), engine.Allocate(1, Block.ColumnStep));
        (_penaltyTotal, _entropyTotal) = (engine.Allocate(1, Block.ColumnStep), engine.Allocate(1, Block.ColumnStep));
        FillConstants();
    }

    /// <summary>G.</summary>
    public DenseNetwork Generator { get; }

    /// <summary>D.</summary>
    public DenseNetwork Critic { get; }

    /// <summary>Steps of the generator in an epoch: as many rows are drawn as there are, one batch at least.</summary>
    public static int StepsAnEpoch(int rows, CtganSettings settings) => Math.Max(1, rows / settings.Batch);

    /// <inheritdoc/>
    protected override void Step(long step, int inEpoch)
    {
        for (var i = 0; i < _settings.CriticSteps; i++)
        {
            CriticGradients((step * _settings.CriticSteps) + i);
            _criticSteps.Step();
        }

        GeneratorGradients(step);
        _generatorSteps.Step();
    }

    /// <summary>Sets the critic's gradients on a step's rows.</summary>
    internal void CriticGradients(long step)
    {
        Generate(step, 0);
        Fill(_blocks.Real, (replica, rows) => ((CtganReplica)replica).Real(step, rows));
        Fill(_blocks.Places, (replica, places) => ((CtganReplica)replica).Places(step, places));
        Judge(_onReal, _blocks.RealPacks, step, 0);
        Judge(_onFake, _blocks.FakePacks, step, 1);
        Engine.Accumulate(_realTotal, _onReal.Output, _blocks.PackWeights);
        Engine.Accumulate(_fakeTotal, _onFake.Output, _blocks.PackWeights);
        Copy(_blocks.LogitGradient, _blocks.Upward);
        _onReal.Backward(_blocks.RealPacks, _blocks.LogitGradient, add: false);
        Copy(_blocks.LogitGradient, _blocks.PackWeights);
        _onFake.Backward(_blocks.FakePacks, _blocks.LogitGradient, add: true);
        Engine.Interpolate(
            _blocks.Interpolates, _blocks.RealPacks, _blocks.FakePacks, _blocks.Places, crossed: false);
        FillDropout(_penalty.Pass, step, 2);
        _penalty.Add(_blocks.Interpolates, _penaltyOptions, _penaltyTotal);
    }

    /// <summary>Sets the generator's gradients on a step's noise and conditions.</summary>
    internal void GeneratorGradients(long step)
    {
        Generate(step, 1);
        Judge(_onFake, _blocks.FakePacks, step, 3);
        Engine.Accumulate(Total, _onFake.Output, _blocks.Upward);
        Copy(_blocks.LogitGradient, _blocks.Upward);
        _onFake.BackwardToInput(_blocks.LogitGradient, _blocks.FakePackGradient);
        Engine.ActivateGroupsGradient(
            _blocks.OutputGradient, _blocks.FakeRowGradient, _blocks.FakeRows, Layout.Groups, _settings.Temperature);
        if (_blocks.ConditionColumns > 0)
        {
            Fill(_blocks.Wanted, (replica, rows) => ((CtganReplica)replica).Wanted(rows));
            Engine.GroupLoss(
                _blocks.OutputGradient, _generated.Output, _blocks.Shift, _blocks.Wanted, _blocks.RowWeights,
                Layout.Groups, add: true, _entropyTotal);
        }

        _generated.Backward(_blocks.Inputs, _blocks.OutputGradient);
    }

    /// <inheritdoc/>
    internal override float[] Sums(int replica)
    {
        var steps = _settings.CriticSteps;
        var (real, fake) = (First(_realTotal, replica) / steps, First(_fakeTotal, replica) / steps);
        return
        [
            First(Total, replica) + First(_entropyTotal, replica),
            fake - real + (First(_penaltyTotal, replica) / steps), real, fake,
        ];
    }

    /// <inheritdoc/>
    internal override void ClearTotals()
    {
        base.ClearTotals();
        Engine.Clear(_realTotal);
        Engine.Clear(_fakeTotal);
        Engine.Clear(_penaltyTotal);
        Engine.Clear(_entropyTotal);
    }

    /// <inheritdoc/>
    protected override FittedGenerator? Fitted(int replica, GeneratorTrace trace)
    {
        var (parameters, running) = Download(Generator, replica);
        var network = new FoldedResidual(Generator.Layout, parameters, running);
        return network.IsFinite
            ? new FittedCtgan(
                network, Replicas[replica].Codec, ((CtganReplica)Replicas[replica]).Conditions, _settings.Embedding,
                trace)
            : null;
    }

    private void Generate(long step, int look)
    {
        foreach (var replica in Replicas)
            ((CtganReplica)replica).Draw(step, look);
        Fill(_blocks.Inputs, (replica, rows) => ((CtganReplica)replica).Inputs(step, look, rows));
        Fill(_blocks.Gumbel, (replica, rows) => ((CtganReplica)replica).Gumbel(step, look, rows));
        _generated.Forward(_blocks.Inputs);
        Engine.ActivateGroups(
            _blocks.FakeRows, _generated.Output, _blocks.Gumbel, Layout.Groups, _settings.Temperature);
        Engine.CopyColumns(
            _blocks.FakeRows, Layout.Groups.PaddedWidth, _blocks.Inputs,
            _blocks.Inputs.Columns - _blocks.ConditionColumns, _blocks.ConditionColumns, add: false);
    }

    private void Judge(DensePass pass, Block packs, long step, int look)
    {
        FillDropout(pass, step, look);
        pass.Forward(packs);
    }

    private void FillDropout(DensePass pass, long step, int look)
    {
        for (var l = 0; l < Critic.Layers.Count; l++)
        {
            var layer = l;
            if (pass.DropoutFactors(l) is { } factors)
                Fill(factors, (replica, values) => ((CtganReplica)replica).Dropout(step, look, layer, values));
        }
    }

    private void Copy(Block target, Block source) => Engine.Activate(target, source, Activation.Identity);

    private void FillConstants()
    {
        var packs = _settings.Batch / _settings.Pac;
        Fill(_blocks.RowWeights, (_, values) => values[.._settings.Batch].Fill(1f / _settings.Batch));
        Fill(_blocks.Valid, (_, values) => values[..packs].Fill(1));
        Fill(_blocks.Shift, (replica, values) => ((CtganReplica)replica).Shift(values));
        FillColumn(_blocks.Unit, _blocks.Packs, 1);
        FillColumn(_blocks.PackWeights, packs, 1f / packs);
        FillColumn(_blocks.Upward, packs, -1f / packs);
    }

    private void FillColumn(Block block, int rows, float value) => Fill(block, (_, values) =>
    {
        for (var i = 0; i < rows; i++)
            values[i * Block.ColumnStep] = value;
    });
}
