using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Tabular;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// One replica of a CTGAN: its draws of every step. <c>look</c> is 0 for the critic's step and 1 for the generator's:
/// each has noise, conditions and Gumbel noise of its own.
/// </summary>
internal sealed class CtganReplica : TabularReplica
{
    // So low that a column gets no share of a softmax.
    internal const float Never = -1e9f;

    private readonly CtganSettings _settings;
    private readonly Condition[] _conditions;
    private readonly float[] _draws;
    private readonly float[] _noise;
    private readonly float[] _shift;
    private readonly int[] _order;

    /// <summary>A replica for a task that stands at <paramref name="place"/> in its group's list.</summary>
    public CtganReplica(int place, CodedTask coded, CtganSettings settings)
        : base(place, coded)
    {
        _settings = settings;
        Conditions = new ConditionSampler(Codec);
        _conditions = new Condition[settings.Batch];
        _order = new int[settings.Batch];
        _draws = new float[2 * settings.Batch];
        _noise = new float[settings.Batch * settings.Embedding];
        _shift = Array.ConvertAll(Codec.Active, active => active ? 0 : Never);
    }

    /// <summary>The sampler of conditions and rows.</summary>
    public ConditionSampler Conditions { get; }

    /// <summary>Draws a step's conditions; all that is written until the next draw goes with them.</summary>
    public void Draw(long step, int look)
    {
        if (Conditions.Width == 0)
            return;
        new RandomStream(Key, RandomPurpose.Condition, look).Uniform(step, _draws);
        for (var i = 0; i < _conditions.Length; i++)
            _conditions[i] = Conditions.Draw(_draws[2 * i], _draws[(2 * i) + 1]);
    }

    /// <summary>Writes the generator's inputs: noise, then the condition.</summary>
    public void Inputs(long step, int look, Span<float> rows)
    {
        var noise = Block.PadColumns(_settings.Embedding);
        var columns = noise + Block.PadColumns(Conditions.Width);
        new RandomStream(Key, RandomPurpose.Noise, look).Normal(step, _noise);
        for (var i = 0; i < _conditions.Length; i++)
        {
            var row = rows.Slice(i * columns, columns);
            _noise.AsSpan(i * _settings.Embedding, _settings.Embedding).CopyTo(row);
            if (Conditions.Width > 0)
                row[noise + Conditions.Place(_conditions[i])] = 1;
        }
    }

    /// <summary>Writes Gumbel noise, and what keeps columns that do not occur away.</summary>
    public void Gumbel(long step, int look, Span<float> rows)
    {
        var (columns, width) = (Block.PadColumns(Codec.Width), Codec.Width);
        var count = _conditions.Length;
        new RandomStream(Key, RandomPurpose.Gumbel, look).Gumbel(step, rows[..(count * columns)]);
        for (var i = 0; i < count; i++)
        {
            var row = rows.Slice(i * columns, width);
            for (var c = 0; c < width; c++)
                row[c] += _shift[c];
        }
    }

    /// <summary>
    /// Writes real rows that have the conditions, in an order of their own, each with its condition behind it.
    /// </summary>
    public void Real(long step, Span<float> rows)
    {
        var data = Block.PadColumns(Codec.Width);
        var columns = data + Block.PadColumns(Conditions.Width);
        new RandomStream(Key, RandomPurpose.Pairing).Permutation(step, _order);
        new RandomStream(Key, RandomPurpose.Sampling).Uniform(step, _draws.AsSpan(0, _order.Length));
        for (var i = 0; i < _order.Length; i++)
        {
            var row = rows.Slice(i * columns, columns);
            var condition = _conditions[_order[i]];
            var taken = Conditions.Width > 0
                ? Conditions.Row(condition, _draws[i])
                : (int)((double)_draws[i] * RowCount);
            Codec.Rows.AsSpan(taken * data, data).CopyTo(row);
            if (Conditions.Width > 0)
                row[data + Conditions.Place(condition)] = 1;
        }
    }

    /// <summary>Writes 1 where a generated row is to have its condition's level.</summary>
    public void Wanted(Span<float> rows)
    {
        var columns = Block.PadColumns(Codec.Width);
        for (var i = 0; i < _conditions.Length && Conditions.Width > 0; i++)
            rows[(i * columns) + Conditions.RowPlace(_conditions[i])] = 1;
    }

    /// <summary>Writes what keeps columns that do not occur away.</summary>
    public void Shift(Span<float> row) => _shift.CopyTo(row);

    /// <summary>Writes dropout factors of a critic's layer; <paramref name="look"/> tells the passes apart.</summary>
    public void Dropout(long step, int look, int layer, Span<float> factors) =>
        new RandomStream(Key, RandomPurpose.Dropout, (look << 8) | layer).Dropout(step, _settings.Dropout, factors);

    /// <summary>Writes the places of a step's interpolates.</summary>
    public void Places(long step, Span<float> places) =>
        new RandomStream(Key, RandomPurpose.Interpolation).Uniform(step, places);

    /// <summary>Where the generator starts.</summary>
    public float[] StartGenerator(ParameterLayout layout)
    {
        var used = new List<bool[]?>();
        IEnumerable<bool> inputs = [.. Padded(_settings.Embedding), .. Padded(Conditions.Active)];
        foreach (var layer in layout.Layers)
        {
            used.Add([.. inputs]);
            inputs = [.. Padded(layer.Outputs), .. inputs];
        }

        return FanInWeights.Draw(layout, used, Key, 0);
    }

    /// <summary>Where the critic starts.</summary>
    public float[] StartCritic(ParameterLayout layout)
    {
        bool[] row = [.. Padded(Codec.Active), .. Padded(Conditions.Active)];
        bool[]?[] used = [.. layout.Layers.Select(_ => (bool[]?)null)];
        used[0] = [.. Enumerable.Repeat(row, _settings.Pac).SelectMany(part => part)];
        return FanInWeights.Draw(layout, used, Key, 1);
    }

    private static IEnumerable<bool> Padded(int count) => Padded([.. Enumerable.Repeat(true, count)]);

    private static IEnumerable<bool> Padded(bool[] values) =>
        values.Concat(Enumerable.Repeat(false, Block.PadColumns(values.Length) - values.Length));
}
