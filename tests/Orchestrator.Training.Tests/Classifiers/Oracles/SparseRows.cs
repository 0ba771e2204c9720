using System.Runtime.InteropServices;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers.Oracles;

/// <summary>
/// A matrix in the sparse form of libsvm and liblinear, in native memory: rows of nodes without zeros, each ended by
/// index -1. Owned by whoever makes it; models of libsvm point into it.
/// </summary>
internal sealed unsafe class SparseRows : IDisposable
{
    private FeatureNode* _nodes;
    private FeatureNode** _rows;

    /// <summary>The rows of <paramref name="features"/> in the order given.</summary>
    /// <param name="features">n × d.</param>
    /// <param name="order">Which row comes at which place.</param>
    /// <param name="bias">The value of one more column behind the others; null for none.</param>
    public SparseRows(Matrix features, ReadOnlySpan<int> order, double? bias)
    {
        var (rows, columns) = (order.Length, features.Columns);
        _nodes = (FeatureNode*)NativeMemory.Alloc((nuint)rows * (nuint)(columns + 2), (nuint)sizeof(FeatureNode));
        _rows = (FeatureNode**)NativeMemory.Alloc((nuint)rows, (nuint)sizeof(FeatureNode*));
        var next = _nodes;
        for (var i = 0; i < rows; i++)
        {
            _rows[i] = next;
            var row = features.Row(order[i]);
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] != 0)
                    *next++ = new FeatureNode(j + 1, row[j]);
            }

            if (bias is { } value)
                *next++ = new FeatureNode(columns + 1, value);
            *next++ = new FeatureNode(-1, 0);
        }
    }

    /// <summary>The rows.</summary>
    public FeatureNode** Rows => _rows;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_nodes);
        NativeMemory.Free(_rows);
        _nodes = null;
        _rows = null;
    }
}
