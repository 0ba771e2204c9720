using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// The scores of one sweep, a double a trial, with what else the report takes from results. Filled in one pass; a sweep
/// of a million trials takes megabytes.
/// </summary>
internal sealed class ScoreTable
{
    /// <summary>The most trials that a report can be made of.</summary>
    public const long MostTrials = 100_000_000;

    private readonly SweepPlan _plan;
    private readonly Func<TrialResult, double?> _score;
    private readonly double[] _scores;
    private readonly int[] _trainingRows;
    private readonly HitTable? _hits;
    private readonly MajorityLine _majority;

    private ScoreTable(SweepPlan plan)
    {
        _plan = plan;
        _score = TrialScores.Of(Spec.Metric);
        _scores = new double[plan.Grid.Count];
        Array.Fill(_scores, double.NaN);
        _trainingRows = new int[Spec.Fractions.Count];
        _hits = SingleSplit ? new HitTable(plan.Grid.Count) : null;
        _majority = new MajorityLine(Spec);
    }

    /// <summary>How many trials ended.</summary>
    public ExportCounts Counts { get; private set; } = new(0, 0, 0);

    /// <summary>Test rows of a trial; 0 while no trial has a result.</summary>
    public int TestRows { get; private set; }

    /// <summary>The error of the first failed trial; null where none failed.</summary>
    public string? FirstError { get; private set; }

    /// <summary>Real training rows at each fraction; 0 where no trial has a result.</summary>
    public IReadOnlyList<int> TrainingRows => _trainingRows;

    /// <summary>What always answering with the most frequent class scores at each fraction; null: not known.</summary>
    public IReadOnlyList<double?> Majority { get; private set; } = [];

    /// <summary>Whether all trials share one split.</summary>
    public bool SingleSplit => Spec.Split.FileOrder || Spec.Split.FixedSeed is not null;

    private SweepSpec Spec => _plan.Definition.Spec;

    /// <summary>Reads every ended trial once, and shows it to <paramref name="listen"/> with its score.</summary>
    public static async Task<ScoreTable> ReadAsync(
        SweepPlan plan, ITrialSource source, Action<TrialRow, double?> listen, CancellationToken cancellation)
    {
        var table = new ScoreTable(plan);
        var rows = new TrialRows(plan, source);
        await foreach (var row in rows.ReadAsync(cancellation).ConfigureAwait(false))
            listen(row, table.Add(row));
        table.Counts = rows.Counts;
        table.Majority = [.. Enumerable.Range(0, plan.Definition.Spec.Fractions.Count).Select(table.MajorityAt)];
        return table;
    }

    /// <summary>The score of a trial; null where it has none.</summary>
    public double? At(TrialPlace place)
    {
        var score = _scores[_plan.Grid.IndexOf(place.Fraction, place.Arm, place.Model, place.Seed)];
        return double.IsNaN(score) ? null : score;
    }

    /// <summary>The table as the comparisons take it.</summary>
    /// <param name="dataset">The data set's name.</param>
    public SweepScores ToScores(string dataset) => new()
    {
        Sweep = _plan.Definition.Id,
        Dataset = dataset,
        Spec = Spec,
        Metric = Spec.Metric,
        HigherIsBetter = !MetricNames.SmallerIsBetter(Spec.Metric),
        TestRows = TestRows,
        TrainingRows = TrainingRows,
        Score = At,
        Hits = place => _hits?.Read(
            _plan.Grid.IndexOf(place.Fraction, place.Arm, place.Model, place.Seed)),
        Majority = Majority,
    };

    private double? Add(TrialRow row)
    {
        if (row.Stored?.Result is not { } result)
        {
            FirstError ??= row.Failure?.Error;
            return null;
        }

        var index = row.Trial.Index;
        var score = _score(result);
        _scores[index] = score ?? double.NaN;
        if (TestRows == 0)
            TestRows = result.TestRows;
        var (fraction, _, _, seed) = _plan.Grid.PositionOf(index);
        if (!row.Trial.Boost.Replaces && _trainingRows[fraction] == 0)
            _trainingRows[fraction] = result.RealRows;
        _hits?.Add(index, result);
        _majority.Add(seed, result.Confusion);
        return score;
    }

    private double? MajorityAt(int fraction)
    {
        var model = Enumerable.Range(0, Spec.Models.Count)
            .FirstOrDefault(m => Spec.Models[m].Algorithm.Name == "majority", -1);
        var arm = Enumerable.Range(0, _plan.Grid.Arms.Count)
            .FirstOrDefault(a => _plan.Grid.Arms[a].Boost.IsNone, -1);
        if (model < 0 || arm < 0)
            return _majority.Mean;
        var (sum, count) = (0.0, 0);
        for (var seed = 0; seed < Spec.Seeds.Count; seed++)
        {
            if (At(new TrialPlace(fraction, arm, model, seed)) is { } score)
                (sum, count) = (sum + score, count + 1);
        }

        return count == 0 ? _majority.Mean : sum / count;
    }
}
