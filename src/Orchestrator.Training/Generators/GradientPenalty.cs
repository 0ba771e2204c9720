using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// λ E[(|∇D(x̂)| - 1)²] and its gradient in the critic's parameters (Gulrajani et al. 2017, equation 3). The derivative
/// of the inner gradient is written out: with z_l = h_(l-1) W_l + b_l, a_l = f(z_l), the chain e_l = δ_(l+1) W_(l+1)ᵀ,
/// δ_l = e_l ∘ f'(z_l) ends in g = δ_0 W_0ᵀ, and going back along it meets f'' once in every layer. The critic has no
/// batch normalisation here and drops nothing.
/// </summary>
internal sealed class GradientPenalty
{
    private readonly FusionEngine _engine;
    private readonly DenseNetwork _critic;
    private readonly DensePass _pass;
    private readonly Block _unit;
    private readonly Block _inner;
    private readonly Block _outer;
    private readonly Hidden[] _hidden;

    /// <summary>
    /// A penalty on <paramref name="rows"/> rows; <paramref name="unit"/> [K, rows, 16] is 1 in column 0, else 0.
    /// </summary>
    public GradientPenalty(FusionEngine engine, DenseNetwork critic, int rows, Block unit)
    {
        (_engine, _critic, _unit) = (engine, critic, unit);
        _pass = new DensePass(engine, critic, rows, null, dropout: false);
        _inner = engine.Allocate(rows, critic.Layers[0].Layer.PaddedInputs);
        _outer = engine.Allocate(rows, critic.Layers[0].Layer.PaddedInputs);
        _hidden = [.. critic.Layers.SkipLast(1).Select(layer => new Hidden(engine, rows, layer.Layer.PaddedOutputs))];
    }

    /// <summary>The norms' groups and the penalty's size.</summary>
    /// <param name="Valid">1 for rows that count, [K, 1, rows].</param>
    /// <param name="Group">Rows that share one norm.</param>
    /// <param name="Lambda">λ.</param>
    /// <param name="Share">1 / the number of norms.</param>
    public sealed record Options(Block Valid, int Group, float Lambda, float Share);

    /// <summary>∇D(x) of the last call, [K, rows, D].</summary>
    public Block InputGradient => _inner;

    /// <summary>
    /// Adds the penalty at the rows x to column 0 of total, and its gradient to the critic's gradients.
    /// </summary>
    public void Add(Block x, Options options, Block total)
    {
        _pass.Forward(x);
        InnerGradient();
        _engine.Penalty(_outer, _inner, options.Valid, options.Group, options.Lambda, options.Share, total);
        BackAlongGradient();
        BackAlongForward(x);
    }

    private void InnerGradient()
    {
        var delta = _unit;
        for (var l = _hidden.Length - 1; l >= 0; l--)
        {
            _engine.LinearInputGradient(_hidden[l].Incoming, delta, _critic.Layers[l + 1].Weights);
            _engine.ActivateGradient(_hidden[l].Delta, _hidden[l].Incoming, _pass.Activated(l), F(l));
            delta = _hidden[l].Delta;
        }

        _engine.LinearInputGradient(_inner, delta, _critic.Layers[0].Weights);
    }

    /// <summary>From u = dP/dg up the chain: weights meet it directly, activations by their curvature.</summary>
    private void BackAlongGradient()
    {
        var t = _outer;
        for (var l = 0; l < _hidden.Length; l++)
        {
            var (hidden, layer) = (_hidden[l], _critic.Layers[l]);
            _engine.LinearWeightGradient(layer.WeightGradient, t, hidden.Delta, add: true);
            _engine.Linear(hidden.Back, t, layer.Weights, null);
            _engine.ActivateCurvature(hidden.Bend, hidden.Back, hidden.Incoming, _pass.Activated(l), F(l));
            _engine.ActivateGradient(hidden.Back, hidden.Back, _pass.Activated(l), F(l));
            t = hidden.Back;
        }

        _engine.LinearWeightGradient(_critic.Layers[^1].WeightGradient, t, _unit, add: true);
    }

    /// <summary>From the bends, gradients of each z_l, down the forward pass.</summary>
    private void BackAlongForward(Block x)
    {
        for (var l = _hidden.Length - 1; l >= 0; l--)
        {
            var (bend, layer) = (_hidden[l].Bend, _critic.Layers[l]);
            _engine.LinearWeightGradient(layer.WeightGradient, l == 0 ? x : _pass.Activated(l - 1), bend, add: true);
            _engine.ColumnSums(layer.BiasGradient!, bend, add: true);
            if (l == 0)
                return;
            var below = _hidden[l - 1].Back;
            _engine.LinearInputGradient(below, bend, layer.Weights);
            _engine.ActivateGradient(below, below, _pass.Activated(l - 1), F(l - 1));
            _engine.Add(_hidden[l - 1].Bend, below);
        }
    }

    private Activation F(int layer) => _critic.Layers[layer].Layer.Activation;

    /// <summary>What the penalty keeps of a hidden layer: e, δ, the way back, and dP/dz.</summary>
    private sealed class Hidden(FusionEngine engine, int rows, int columns)
    {
        public Block Incoming { get; } = engine.Allocate(rows, columns);

        public Block Delta { get; } = engine.Allocate(rows, columns);

        public Block Back { get; } = engine.Allocate(rows, columns);

        public Block Bend { get; } = engine.Allocate(rows, columns);
    }
}
