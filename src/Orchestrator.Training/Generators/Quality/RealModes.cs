using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// Share of the real modes that generated rows fall in. Modes are clusters of the training rows: k-prototypes (Huang
/// 1998: k-means whose centres have the most frequent level of a category) from centres drawn by k-means++ (Arthur and
/// Vassilvitskii 2007), a cluster for every ten rows, at most 20. A generated row hits the mode of its nearest centre
/// if it is no further from it than the mode's radius: the distance of the cluster's furthest row, and at least the
/// median of those of all clusters, so that a cluster of one row can be hit.
/// </summary>
internal static class RealModes
{
    /// <summary>The most clusters.</summary>
    public const int MostModes = 20;

    private const int RowsAMode = 10;
    private const int Rounds = 10;

    /// <summary>The share, 0..1; null without real or generated rows.</summary>
    public static double? Hit(QualityRows real, QualityRows generated, StageKey key)
    {
        if (real.Count == 0 || generated.Count == 0)
            return null;
        var count = Math.Clamp(real.Count / RowsAMode, 1, MostModes);
        var centres = real.Take(FirstCentres(real, count, key));
        var nearest = new Nearest(real.Count);
        nearest.Assign(centres, real);
        for (var round = 0; round < Rounds; round++)
        {
            centres = Moved(centres, real, nearest.Centres);
            if (!nearest.Assign(centres, real))
                break;
        }

        var radii = Radii(centres.Count, nearest);
        var generatedNearest = new Nearest(generated.Count);
        generatedNearest.Assign(centres, generated);
        var hit = new HashSet<int>();
        for (var row = 0; row < generated.Count; row++)
        {
            var centre = generatedNearest.Centres[row];
            if (generatedNearest.Squares[row] <= radii[centre])
                hit.Add(centre);
        }

        // A cluster that has lost its rows is no mode.
        var modes = nearest.Centres.Distinct().ToList();
        return modes.Count(hit.Contains) / (double)modes.Count;
    }

    // Each next centre is a row drawn by its squared distance to the nearest centre so far.
    private static int[] FirstCentres(QualityRows real, int count, StageKey key)
    {
        var draws = new float[count];
        new RandomStream(key.Value, RandomPurpose.QualityModes).Uniform(0, draws);
        var chosen = new List<int> { (int)((double)draws[0] * real.Count) };
        var (least, squares) = (new float[real.Count], new float[real.Count]);
        Array.Fill(least, float.PositiveInfinity);
        while (chosen.Count < count)
        {
            RowDistances.Write(real, chosen[^1], real, real.Columns.Length, squares);
            RowDistances.Lower(least, squares);
            var sum = 0.0;
            foreach (var square in least)
                sum += square;
            if (sum == 0)
                break; // as many centres as different rows
            chosen.Add(Drawn(least, draws[chosen.Count] * sum));
        }

        return [.. chosen];
    }

    private static int Drawn(float[] weights, double place)
    {
        var last = 0;
        for (var row = 0; row < weights.Length; row++)
        {
            if (weights[row] == 0)
                continue;
            last = row;
            place -= weights[row];
            if (place < 0)
                break;
        }

        return last;
    }

    // Means of numbers, most frequent levels of categories (the first of several); a centre without rows stays.
    private static QualityRows Moved(QualityRows centres, QualityRows real, int[] nearest)
    {
        var moved = Array.ConvertAll(centres.Values, values => (float[])values.Clone());
        for (var c = 0; c < moved.Length; c++)
        {
            if (real.Columns[c].Kind == QualityColumnKind.Nominal)
                MoveLevels(moved[c], real.Values[c], nearest, real.Columns[c].Levels);
            else
                MoveNumbers(moved[c], real.Values[c], nearest);
        }

        return centres with { Values = moved };
    }

    private static void MoveNumbers(float[] centres, float[] values, int[] nearest)
    {
        var (sums, rows) = (new double[centres.Length], new int[centres.Length]);
        for (var row = 0; row < values.Length; row++)
        {
            sums[nearest[row]] += values[row];
            rows[nearest[row]]++;
        }

        for (var centre = 0; centre < centres.Length; centre++)
            centres[centre] = rows[centre] == 0 ? centres[centre] : (float)(sums[centre] / rows[centre]);
    }

    private static void MoveLevels(float[] centres, float[] values, int[] nearest, int levels)
    {
        var counts = new int[centres.Length, levels + 1];
        for (var row = 0; row < values.Length; row++)
            counts[nearest[row], (int)values[row] + 1]++;
        for (var centre = 0; centre < centres.Length; centre++)
        {
            var most = 0;
            for (var level = 0; level <= levels; level++)
            {
                if (counts[centre, level] > most)
                    (most, centres[centre]) = (counts[centre, level], level - 1);
            }
        }
    }

    private static float[] Radii(int centres, Nearest nearest)
    {
        var furthest = new float[centres];
        for (var row = 0; row < nearest.Centres.Length; row++)
        {
            var centre = nearest.Centres[row];
            furthest[centre] = Math.Max(furthest[centre], nearest.Squares[row]);
        }

        var median = furthest.Order().ElementAt(centres / 2);
        return Array.ConvertAll(furthest, square => Math.Max(square, median));
    }

    /// <summary>The nearest centre of each row, the first of several, and the squared distance.</summary>
    private sealed class Nearest(int rows)
    {
        private readonly float[] _squares = new float[rows];

        public int[] Centres { get; } = new int[rows];

        public float[] Squares { get; } = new float[rows];

        /// <summary>Whether a row has changed its centre.</summary>
        public bool Assign(QualityRows centres, QualityRows real)
        {
            var before = (int[])Centres.Clone();
            Array.Fill(Squares, float.PositiveInfinity);
            for (var centre = 0; centre < centres.Count; centre++)
            {
                RowDistances.Write(centres, centre, real, real.Columns.Length, _squares);
                for (var row = 0; row < rows; row++)
                {
                    if (_squares[row] < Squares[row])
                        (Squares[row], Centres[row]) = (_squares[row], centre);
                }
            }

            return !before.AsSpan().SequenceEqual(Centres);
        }
    }
}
