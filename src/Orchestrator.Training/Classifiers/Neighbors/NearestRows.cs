using System.Runtime.CompilerServices;

namespace Orchestrator.Training.Classifiers.Neighbors;

/// <summary>The k nearest rows offered so far, nearest first; of equally near ones those offered first.</summary>
internal sealed class NearestRows
{
    private readonly double[] _distances;
    private readonly int[] _rows;

    /// <summary>Room for <paramref name="k"/> rows.</summary>
    public NearestRows(int k)
    {
        _distances = new double[k];
        _rows = new int[k];
    }

    /// <summary>The squared distance that a row has to undercut.</summary>
    public double Farthest => _distances[^1];

    /// <summary>The rows, once at least k have been offered.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Whether the last two rows are equally far.</summary>
    public bool IsTied => _distances.Length > 1 && _distances[^1].Equals(_distances[^2]);

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Array.Fill(_distances, double.PositiveInfinity);

    /// <summary>Takes the row in where it undercuts <see cref="Farthest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Offer(double distance, int row)
    {
        if (!(distance < Farthest))
            return;
        var place = _distances.Length - 1;
        for (; place > 0 && distance < _distances[place - 1]; place--)
            (_distances[place], _rows[place]) = (_distances[place - 1], _rows[place - 1]);
        (_distances[place], _rows[place]) = (distance, row);
    }
}
