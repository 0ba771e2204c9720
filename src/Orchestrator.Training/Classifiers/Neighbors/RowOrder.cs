using System.Runtime.CompilerServices;

namespace Orchestrator.Training.Classifiers.Neighbors;

/// <summary>
/// Selection by one column, rows of equal value ordered by their number: Hoare's selection with the median of three as
/// pivot and insertion for short runs, as the C++ library of GCC does it, so that rows come to lie in the same order as
/// there.
/// </summary>
/// <param name="column">The values by row.</param>
internal sealed class RowOrder(double[] column)
{
    private const int ShortRun = 3;

    /// <summary>
    /// Puts the row of rank <paramref name="rank"/> at its place, smaller ones before it, larger ones behind it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Select(Span<int> rows, int rank)
    {
        var (first, last) = (0, rows.Length);
        for (var budget = 2 * (int)Math.Log2(Math.Max(1, rows.Length)); last - first > ShortRun; budget--)
        {
            if (budget == 0)
            {
                rows[first..last].Sort((a, b) => Precedes(a, b) ? -1 : 1);
                return;
            }

            MedianToFront(rows, first, last);
            var cut = Divide(rows, first, last);
            if (cut <= rank)
                first = cut;
            else
                last = cut;
        }

        Insert(rows[first..last]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Precedes(int a, int b) => column[a] < column[b] || (column[a] == column[b] && a < b);

    /// <summary>Swaps the median of the second, the middle and the last row with the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MedianToFront(Span<int> rows, int first, int last)
    {
        var (a, b, c) = (first + 1, first + (last - first) / 2, last - 1);
        if (Precedes(rows[b], rows[a]))
            (a, b) = (b, a);
        var median = Precedes(rows[c], rows[a]) ? a : Precedes(rows[c], rows[b]) ? c : b;
        (rows[first], rows[median]) = (rows[median], rows[first]);
    }

    /// <summary>Divides the rows behind the pivot, which is the first; gives the start of the upper part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Divide(Span<int> rows, int first, int last)
    {
        var pivot = rows[first];
        var (low, high) = (first + 1, last - 1);
        while (true)
        {
            while (Precedes(rows[low], pivot))
                low++;
            while (Precedes(pivot, rows[high]))
                high--;
            if (low >= high)
                return low;
            (rows[low], rows[high]) = (rows[high], rows[low]);
            low++;
            high--;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Insert(Span<int> rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            var row = rows[i];
            var place = i;
            for (; place > 0 && Precedes(row, rows[place - 1]); place--)
                rows[place] = rows[place - 1];
            rows[place] = row;
        }
    }
}
