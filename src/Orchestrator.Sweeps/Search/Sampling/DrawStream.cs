using System.Text;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search.Sampling;

/// <summary>
/// Random numbers that follow from a seed and an index: the start is a SHA-256 of both, the numbers are those of
/// SplitMix64 (Steele et al. 2014) from there.
/// </summary>
internal sealed class DrawStream
{
    private ulong _state;

    public DrawStream(Digest seed, int index) =>
        _state = Digest.Of(Encoding.UTF8.GetBytes($"search draws {seed} {index}\n")).A;

    /// <summary>A number in [0, 1), of 53 random bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the standard normal distribution (Box and Muller 1958).</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
