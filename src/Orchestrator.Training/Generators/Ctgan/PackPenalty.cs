using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// λ E[(|∇D(x̂)| - 1)²] over packs and its gradient, for a critic of piecewise linear activations that drops outputs
/// while it is judged, as the published code's does: the chain of the inner gradient is linear in the weights, so going
/// back along it meets each weight once and no second derivative.
/// </summary>
internal sealed class PackPenalty
{
    private readonly FusionEngine _engine;
    private readonly DenseNetwork _critic;
    private readonly Block _unit;
    private readonly Block _inner;
    private readonly Block _outer;
    private readonly (Block Delta, Block Back)[] _hidden;

    /// <summary>
    /// A penalty on <paramref name="packs"/> packs; <paramref name="unit"/> [K, packs, 16] is 1 in column 0, else 0.
    /// </summary>
    public PackPenalty(FusionEngine engine, DenseNetwork critic, int packs, Block unit)
    {
        (_engine, _critic, _unit) = (engine, critic, unit);
        Pass = new DensePass(engine, critic, packs, null, dropout: true);
        _inner = engine.Allocate(packs, critic.Layers[0].Layer.PaddedInputs);
        _outer = engine.Allocate(packs, critic.Layers[0].Layer.PaddedInputs);
        _hidden =
        [
            .. critic.Layers.SkipLast(1).Select(layer => (
                engine.Allocate(packs, layer.Layer.PaddedOutputs), engine.Allocate(packs, layer.Layer.PaddedOutputs))),
        ];
    }

    /// <summary>The critic's pass, whose dropout factors are to be filled before each call.</summary>
    public DensePass Pass { get; }

    /// <summary>
    /// Adds the penalty at x [K, packs, D] to column 0 of total, and its gradient to the critic's gradients.
    /// </summary>
    public void Add(Block x, GradientPenalty.Options options, Block total)
    {
        Pass.Forward(x);
        var delta = _unit;
        for (var l = _hidden.Length - 1; l >= 0; l--)
        {
            _engine.LinearInputGradient(_hidden[l].Delta, delta, _critic.Layers[l + 1].Weights);
            delta = _hidden[l].Delta;
            Slope(delta, l);
        }

        _engine.LinearInputGradient(_inner, delta, _critic.Layers[0].Weights);
        _engine.Penalty(_outer, _inner, options.Valid, options.Group, options.Lambda, options.Share, total);
        var back = _outer;
        for (var l = 0; l < _hidden.Length; l++)
        {
            _engine.LinearWeightGradient(_critic.Layers[l].WeightGradient, back, _hidden[l].Delta, add: true);
            _engine.Linear(_hidden[l].Back, back, _critic.Layers[l].Weights, null);
            back = _hidden[l].Back;
            Slope(back, l);
        }

        _engine.LinearWeightGradient(_critic.Layers[^1].WeightGradient, back, _unit, add: true);
    }

    private void Slope(Block d, int layer)
    {
        if (Pass.DropoutFactors(layer) is { } factors)
            _engine.Multiply(d, d, factors);
        _engine.ActivateGradient(d, d, Pass.Activated(layer), _critic.Layers[layer].Layer.Activation);
    }
}
