using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators;

/// <summary>One replica's rows, its order of them, its random streams and the record of its fit.</summary>
internal sealed class GanReplica
{
    private readonly float[] _rows;
    private readonly int _columns;
    private readonly int[] _order;
    private readonly int _latent;
    private readonly Digest _key;
    private readonly RandomStream _shuffle;
    private readonly RandomStream _noise;
    private readonly RandomStream _places;
    private readonly float[] _buffer;

    /// <summary>A replica for a task.</summary>
    public GanReplica(GeneratorFitTask task, GanSettings settings)
    {
        Key = task.Key;
        _key = task.Key.Value;
        Codec = new RowCodec(task.Table, settings.Codec);
        _rows = Codec.Encode(task.Table);
        _columns = Block.PadColumns(Codec.Width);
        _order = new int[task.Table.Labels.Length];
        _latent = settings.Latent;
        _shuffle = new RandomStream(_key, RandomPurpose.Shuffle);
        _noise = new RandomStream(_key, RandomPurpose.Noise);
        _places = new RandomStream(_key, RandomPurpose.Interpolation);
        _buffer = new float[settings.Batch * _latent];
    }

    /// <summary>The key of the fit.</summary>
    public StageKey Key { get; }

    /// <summary>The way from table to rows and back.</summary>
    public RowCodec Codec { get; }

    /// <summary>What was recorded, an entry an epoch: generator loss, discriminator loss, D(real), D(fake).</summary>
    public List<(float Generator, float Discriminator, float Real, float Fake)> Epochs { get; } = [];

    /// <summary>Shuffles the rows for an epoch.</summary>
    public void StartEpoch(int epoch) => _shuffle.Permutation(epoch, _order);

    /// <summary>Writes <paramref name="count"/> real rows from a place in the epoch's order on.</summary>
    public void Real(int first, int count, Span<float> rows)
    {
        rows.Clear();
        for (var i = 0; i < count; i++)
            _rows.AsSpan(_order[first + i] * _columns, _columns).CopyTo(rows[(i * _columns)..]);
    }

    /// <summary>Writes the noise of a step, padded.</summary>
    public void Noise(long step, int count, Span<float> rows)
    {
        _noise.Normal(step, _buffer.AsSpan(0, count * _latent));
        PadRows(_buffer, _latent, count, rows);
    }

    /// <summary>Writes the places of a step's interpolates.</summary>
    public void Places(long step, Span<float> places) => _places.Uniform(step, places);

    /// <summary>
    /// Writes the dropout factors of a layer; <paramref name="look"/> tells the discriminator's looks in one step
    /// apart.
    /// </summary>
    public void Dropout(long step, int look, int layer, float rate, Span<float> factors) =>
        new RandomStream(_key, RandomPurpose.Dropout, (look << 8) | layer).Dropout(step, rate, factors);

    /// <summary>Copies rows of <paramref name="width"/> values into padded rows.</summary>
    public static void PadRows(ReadOnlySpan<float> values, int width, int count, Span<float> rows)
    {
        var columns = Block.PadColumns(width);
        rows.Clear();
        for (var i = 0; i < count; i++)
            values.Slice(i * width, width).CopyTo(rows[(i * columns)..]);
    }
}
