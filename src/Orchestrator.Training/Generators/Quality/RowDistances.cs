using System.Numerics;
using System.Runtime.CompilerServices;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// Squared distances of rows: the squared differences of standardised numbers and positions, and 2 for each category
/// that differs. 2 is the expected squared difference of two independent standardised numbers, and the squared
/// Euclidean distance of two one-hot blocks; so a category counts like a number, however many levels it has. Sums run
/// over the columns in their order, whatever the vector width.
/// </summary>
internal static class RowDistances
{
    private const float Mismatch = 2;

    /// <summary>Writes the squared distances from one row to each of others.</summary>
    /// <param name="from">Holds the row.</param>
    /// <param name="row">The row.</param>
    /// <param name="to">The others.</param>
    /// <param name="columns">How many of the first columns count.</param>
    /// <param name="squares">One for each of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(QualityRows from, int row, QualityRows to, int columns, Span<float> squares)
    {
        squares = squares[..to.Count];
        squares.Clear();
        for (var c = 0; c < columns; c++)
        {
            if (to.Columns[c].Kind == QualityColumnKind.Nominal)
                AddMismatches(from.Values[c][row], to.Values[c], squares);
            else
                AddSquares(from.Values[c][row], to.Values[c], squares);
        }
    }

    /// <summary>Lowers each of <paramref name="least"/> to its neighbour in <paramref name="values"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lower(Span<float> least, ReadOnlySpan<float> values)
    {
        var i = 0;
        for (; i <= least.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Min(new Vector<float>(least[i..]), new Vector<float>(values[i..])).CopyTo(least[i..]);
        for (; i < least.Length; i++)
            least[i] = Math.Min(least[i], values[i]);
    }

    /// <summary>The least of values; infinite for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Least(ReadOnlySpan<float> values)
    {
        var least = new Vector<float>(float.PositiveInfinity);
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            least = Vector.Min(least, new Vector<float>(values[i..]));
        var best = float.PositiveInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            best = Math.Min(best, least[lane]);
        for (; i < values.Length; i++)
            best = Math.Min(best, values[i]);
        return best;
    }

    /// <summary>How many values are at most <paramref name="bound"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountWithin(ReadOnlySpan<float> values, float bound)
    {
        var limit = new Vector<float>(bound);
        var (hits, i) = (Vector<int>.Zero, 0);
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            hits -= Vector.LessThanOrEqual(new Vector<float>(values[i..]), limit);
        var count = Vector.Sum(hits);
        for (; i < values.Length; i++)
            count += values[i] <= bound ? 1 : 0;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares(float value, ReadOnlySpan<float> others, Span<float> squares)
    {
        var one = new Vector<float>(value);
        var i = 0;
        for (; i <= squares.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var difference = new Vector<float>(others[i..]) - one;
            (new Vector<float>(squares[i..]) + (difference * difference)).CopyTo(squares[i..]);
        }

        for (; i < squares.Length; i++)
        {
            var difference = others[i] - value;
            squares[i] += difference * difference;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMismatches(float value, ReadOnlySpan<float> others, Span<float> squares)
    {
        var (one, two) = (new Vector<float>(value), new Vector<float>(Mismatch));
        var i = 0;
        for (; i <= squares.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var differs = Vector.ConditionalSelect(
                Vector.Equals(new Vector<float>(others[i..]), one), Vector<float>.Zero, two);
            (new Vector<float>(squares[i..]) + differs).CopyTo(squares[i..]);
        }

        for (; i < squares.Length; i++)
            squares[i] += others[i].Equals(value) ? 0 : Mismatch;
    }
}
