using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Tabular;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Tvae;

/// <summary>One replica of a TVAE: its order of the rows and its draws.</summary>
internal sealed class TvaeReplica : TabularReplica
{
    private const float Never = -1e9f;

    private readonly TvaeSettings _settings;
    private readonly int[] _order;
    private readonly float[] _noise;

    /// <summary>A replica for a task that stands at <paramref name="place"/> in its group's list.</summary>
    public TvaeReplica(int place, CodedTask coded, TvaeSettings settings)
        : base(place, coded)
    {
        _settings = settings;
        _order = new int[RowCount];
        _noise = new float[Math.Min(settings.Batch, RowCount) * settings.Embedding];
    }

    /// <summary>Shuffles the rows for an epoch.</summary>
    public void Shuffle(int epoch) => new RandomStream(Key, RandomPurpose.Shuffle).Permutation(epoch, _order);

    /// <summary>Writes real rows from a place in the epoch's order on.</summary>
    public void Real(int first, int count, Span<float> rows)
    {
        var columns = Block.PadColumns(Codec.Width);
        for (var i = 0; i < count; i++)
            Codec.Rows.AsSpan(_order[first + i] * columns, columns).CopyTo(rows[(i * columns)..]);
    }

    /// <summary>Writes the noise of a step.</summary>
    public void Noise(long step, int count, Span<float> rows)
    {
        var columns = Block.PadColumns(_settings.Embedding);
        var values = _noise.AsSpan(0, count * _settings.Embedding);
        new RandomStream(Key, RandomPurpose.Noise).Normal(step, values);
        for (var i = 0; i < count; i++)
            values.Slice(i * _settings.Embedding, _settings.Embedding).CopyTo(rows[(i * columns)..]);
    }

    /// <summary>Writes what keeps columns that do not occur away.</summary>
    public void Shift(Span<float> row)
    {
        for (var c = 0; c < Codec.Width; c++)
            row[c] = Codec.Active[c] ? 0 : Never;
    }

    /// <summary>Where the encoder starts; outputs that are the latent space's padding stay at 0.</summary>
    public float[] StartEncoder(ParameterLayout layout)
    {
        bool[]?[] used = [.. layout.Layers.Select(_ => (bool[]?)null)];
        used[0] = Codec.Active;
        var parameters = FanInWeights.Draw(layout, used, Key, 0);
        var (heads, place, padded) = (layout.Layers[^1], layout.Places[^1], Block.PadColumns(_settings.Embedding));
        for (var column = 0; column < heads.Outputs; column++)
        {
            if (column % padded < _settings.Embedding)
                continue;
            for (var i = 0; i < heads.PaddedInputs; i++)
                parameters[place.Weights + (i * heads.PaddedOutputs) + column] = 0;
            parameters[place.Bias + column] = 0;
        }

        return parameters;
    }

    /// <summary>Where the decoder starts.</summary>
    public float[] StartDecoder(ParameterLayout layout) =>
        FanInWeights.Draw(layout, [.. layout.Layers.Select(_ => (bool[]?)null)], Key, 1);
}
