using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators;

/// <summary>What a GAN's noise is drawn from.</summary>
internal enum LatentDistribution
{
    /// <summary>Independent standard normals.</summary>
    Normal,

    /// <summary>Independent uniforms over [-1, 1).</summary>
    Uniform,

    /// <summary>Uniform on the sphere of radius √latent: normals, each row scaled to that length.</summary>
    Sphere,
}

/// <summary>
/// Rows of noise of one size and distribution, padded for a network. Holds a buffer: not thread-safe.
/// </summary>
internal sealed class LatentNoise(LatentDistribution distribution, int latent)
{
    private float[] _values = [];

    /// <summary>Columns of a row with padding.</summary>
    public int Columns { get; } = Block.PadColumns(latent);

    /// <summary>
    /// Writes the first <paramref name="count"/> rows of a step into <paramref name="rows"/>; what is left of it
    /// becomes 0.
    /// </summary>
    public void Fill(RandomStream random, long step, int count, Span<float> rows)
    {
        if (_values.Length < count * latent)
            _values = new float[count * latent];
        var values = _values.AsSpan(0, count * latent);
        if (distribution == LatentDistribution.Uniform)
        {
            random.Uniform(step, values);
            foreach (ref var value in values)
                value = (2 * value) - 1;
        }
        else
        {
            random.Normal(step, values);
        }

        rows.Clear();
        for (var i = 0; i < count; i++)
        {
            var row = values.Slice(i * latent, latent);
            if (distribution == LatentDistribution.Sphere)
                ToSphere(row);
            row.CopyTo(rows[(i * Columns)..]);
        }
    }

    /// <summary>
    /// Padded rows at equal steps along the first coordinate, the others 0: from -2 to 2 for normal noise, from -1 to 1
    /// for uniform, from one pole of the sphere to the other. One row alone is the middle.
    /// </summary>
    public float[] Line(int count)
    {
        var end = distribution switch
        {
            LatentDistribution.Normal => 2,
            LatentDistribution.Uniform => 1,
            _ => Math.Sqrt(latent),
        };
        var rows = new float[count * Columns];
        for (var i = 0; i < count; i++)
            rows[i * Columns] = count == 1 ? 0 : (float)(end * ((2.0 * i / (count - 1)) - 1));
        return rows;
    }

    private static void ToSphere(Span<float> row)
    {
        var squares = 0.0;
        foreach (var value in row)
            squares += (double)value * value;
        if (squares == 0)
            return;
        var factor = Math.Sqrt(row.Length / squares);
        foreach (ref var value in row)
            value = (float)(value * factor);
    }
}
