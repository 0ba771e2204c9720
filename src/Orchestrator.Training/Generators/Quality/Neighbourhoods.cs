using System.Numerics;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// Density and coverage, Naeem, Oh, Uh, Choi and Yoo, "Reliable fidelity and diversity metrics for generative models"
/// (ICML 2020), equations 3 and 4: balls around the real rows that reach to their k-th nearest real neighbour. A row on
/// the rim is inside, so that balls of repeated rows, whose radius is 0, hold their copies.
/// </summary>
/// <param name="Density">Generated rows in a ball ÷ k, summed over balls ÷ generated rows; from 0.</param>
/// <param name="Coverage">Share of the balls that hold a generated row, 0..1.</param>
internal sealed record Neighbourhoods(double? Density, double? Coverage)
{
    /// <summary>k; one less than the real rows where those are not more.</summary>
    public const int Neighbours = 5;

    /// <summary>Both; null with fewer than two real rows, or without generated ones.</summary>
    public static Neighbourhoods Of(QualityRows real, QualityRows generated)
    {
        var k = Math.Min(Neighbours, real.Count - 1);
        if (k < 1 || generated.Count == 0)
            return new Neighbourhoods(null, null);
        var columns = real.Columns.Length;
        var (near, far) = (new float[real.Count], new float[generated.Count]);
        var (inside, covered) = (0L, 0);
        for (var row = 0; row < real.Count; row++)
        {
            RowDistances.Write(real, row, real, columns, near);
            near[row] = float.PositiveInfinity;
            RowDistances.Write(real, row, generated, columns, far);
            var hits = RowDistances.CountWithin(far, Smallest(near, k));
            inside += hits;
            covered += hits > 0 ? 1 : 0;
        }

        return new Neighbourhoods(inside / ((double)k * generated.Count), covered / (double)real.Count);
    }

    /// <summary>The k-th smallest of values, which are at least k.</summary>
    private static float Smallest(ReadOnlySpan<float> values, int k)
    {
        Span<float> least = stackalloc float[k];
        least.Fill(float.PositiveInfinity);
        var width = Vector<float>.Count;
        for (var i = 0; i < values.Length; i++)
        {
            // Most stretches hold nothing that is smaller.
            if (i <= values.Length - width
                && !Vector.LessThanAny(new Vector<float>(values[i..]), new Vector<float>(least[^1])))
            {
                i += width - 1;
                continue;
            }

            var value = values[i];
            if (!(value < least[^1]))
                continue;
            var place = k - 1;
            for (; place > 0 && value < least[place - 1]; place--)
                least[place] = least[place - 1];
            least[place] = value;
        }

        return least[^1];
    }
}
