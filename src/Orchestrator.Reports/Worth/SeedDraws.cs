using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Orchestrator.Reports.Worth;

/// <summary>
/// The random numbers behind the intervals of rows: for each replicate a standard normal number for each seed, all
/// divided by √(χ²/ν) of the replicate with ν = seeds - 1. They start from one fixed seed, so that a report is the same
/// whenever it is made.
/// </summary>
internal sealed class SeedDraws
{
    private const int Start = 20170;
    private const int Most = 999;
    private const int Least = 99;
    private const int Budget = 10_000_000;
    private readonly float[] _numbers;
    private readonly int _seeds;

    /// <summary>The draws for as many seeds.</summary>
    public SeedDraws(int seeds)
    {
        _seeds = seeds;
        Replicates = Math.Clamp(Budget / Math.Max(seeds, 1), Least, Most);
        _numbers = new float[Replicates * seeds];
        var random = new MersenneTwister(Start, threadSafe: false);
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            var freedom = Math.Max(1, seeds - 1);
            var chi = Math.Sqrt(ChiSquared.Sample(random, freedom) / freedom);
            for (var seed = 0; seed < seeds; seed++)
                _numbers[replicate * seeds + seed] = (float)(Normal.Sample(random, 0, 1) / chi);
        }
    }

    /// <summary>How many there are.</summary>
    public int Replicates { get; }

    /// <summary>The numbers of one replicate, a number a seed.</summary>
    public ReadOnlySpan<float> this[int replicate] => _numbers.AsSpan(replicate * _seeds, _seeds);
}
