using MathNet.Numerics.Distributions;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Copula;

/// <summary>
/// A Gaussian copula with empirical marginals (Patki, Wedge and Veeramachaneni 2016): each training value's place in
/// its column becomes a normal score, the scores' correlations are those of a normal distribution, and the places of a
/// draw from it are looked up in the columns. The label is a column too. Draws are numbered from the start, so row i is
/// always the same.
/// </summary>
internal sealed class FittedCopula : FittedGenerator
{
    private const int BlockRows = 256;

    private readonly PreparedTable _table;
    private readonly IReadOnlyList<Marginal> _marginals;
    private readonly Matrix _factor;

    /// <summary>Fits a table, one row at least, and keeps it.</summary>
    public FittedCopula(StageKey key, PreparedTable table, TrainingContext context)
    {
        var started = context.Time.GetTimestamp();
        _table = table;
        _marginals = TableMarginals.Of(table);
        _factor = Correlations.Factor(Correlations.Of(
        [
            .. _marginals.Select(marginal => Array.ConvertAll(marginal.Places, place => Normal.InvCDF(0, 1, place))),
        ]));
        Trace = new GeneratorTrace(key, [], [], [], [], context.Time.GetElapsedTime(started).TotalSeconds);
    }

    /// <inheritdoc/>
    public override GeneratorTrace Trace { get; }

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var made = _table with
        {
            Features = new Matrix(count, _table.Features.Columns),
            Labels = new int[count],
            Targets = _table.Targets is null ? null : new double[count],
        };
        var random = new RandomStream(Trace.Key.Value, RandomPurpose.Synthesis);
        var draws = new float[BlockRows * _marginals.Count];
        for (var i = 0; i < count; i++)
        {
            if (i % BlockRows == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                random.Normal(i / BlockRows, draws);
            }

            var draw = draws.AsSpan(i % BlockRows * _marginals.Count, _marginals.Count);
            for (var m = 0; m < _marginals.Count; m++)
            {
                var score = 0.0;
                for (var k = 0; k <= m; k++)
                    score += _factor[m, k] * draw[k];
                _marginals[m].Write(Normal.CDF(0, 1, score), new SyntheticRow(made, i));
            }
        }

        return made;
    }
}
