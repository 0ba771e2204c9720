using System.Runtime.CompilerServices;

namespace Orchestrator.Training.Classifiers.Neighbors;

/// <summary>
/// The k nearest rows offered so far as a heap with the farthest on top: the order of the offers decides which of
/// equally far rows stay.
/// </summary>
internal sealed class NearestHeap
{
    private readonly double[] _distances;
    private readonly int[] _rows;

    /// <summary>Room for <paramref name="k"/> rows.</summary>
    public NearestHeap(int k)
    {
        _distances = new double[k];
        _rows = new int[k];
    }

    /// <summary>The squared distance that a row has to undercut.</summary>
    public double Farthest => _distances[0];

    /// <summary>The rows, once at least k have been offered.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Array.Fill(_distances, double.PositiveInfinity);

    /// <summary>Takes the row in where it undercuts <see cref="Farthest"/>, in the place of the one on top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Offer(double distance, int row)
    {
        if (!(distance < _distances[0]))
            return;
        var place = 0;
        while (true)
        {
            var child = 2 * place + 1;
            if (child >= _rows.Length)
                break;
            if (child + 1 < _rows.Length && _distances[child] < _distances[child + 1])
                child++;
            if (!(distance < _distances[child]))
                break;
            (_distances[place], _rows[place]) = (_distances[child], _rows[child]);
            place = child;
        }

        (_distances[place], _rows[place]) = (distance, row);
    }
}
