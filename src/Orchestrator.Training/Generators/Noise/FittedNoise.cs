using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Generators.Controls;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Noise;

/// <summary>
/// Real rows in random order, pass after pass (none comes back before all have come), with N(0, σ²) added to their
/// numeric features. Categories, labels and targets stay as they are. Orders and shifts are numbered from the start, so
/// row i is always the same.
/// </summary>
internal sealed class FittedNoise : FittedGenerator
{
    private const int BlockRows = 256;

    private readonly PreparedTable _table;
    private readonly double _sigma;
    private readonly int[] _numbers;

    /// <summary>A generator over a table, which it keeps.</summary>
    public FittedNoise(StageKey key, PreparedTable table, double sigma)
    {
        (_table, _sigma) = (table, sigma);
        _numbers =
        [
            .. table.Blocks.Where(block => block.Kind == FeatureBlockKind.Numeric)
                .SelectMany(block => Enumerable.Range(block.Start, block.Width)),
        ];
        Trace = new GeneratorTrace(key, [], [], [], [], 0);
    }

    /// <inheritdoc/>
    public override GeneratorTrace Trace { get; }

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var table = _table.Take(RowPasses.Take(Trace.Key, _table.Labels.Length, count));
        var random = new RandomStream(Trace.Key.Value, RandomPurpose.Jitter);
        var shifts = new float[BlockRows * _numbers.Length];
        for (var i = 0; i < count; i++)
        {
            if (i % BlockRows == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                random.Normal(i / BlockRows, shifts);
            }

            var row = table.Features.Row(i);
            for (var j = 0; j < _numbers.Length; j++)
                row[_numbers[j]] += _sigma * shifts[(i % BlockRows * _numbers.Length) + j];
        }

        return table;
    }
}
