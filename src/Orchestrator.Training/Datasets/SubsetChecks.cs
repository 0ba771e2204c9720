using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Datasets;

/// <summary>What the sizes of a data set's training subsets mean for the fields of a sweep.</summary>
internal sealed class SubsetChecks
{
    private const string Batch = "batch";
    private const int LargeDefault = 100;

    private readonly TabularDataset _dataset;
    private readonly SweepSpec _spec;
    private readonly int _trainCount;

    public SubsetChecks(TabularDataset dataset, SweepSpec spec)
    {
        _dataset = dataset;
        _spec = spec;
        _trainCount = dataset.Rows - Splits.TestCount(dataset.Rows, spec.Split.TestShare);
    }

    /// <summary>What cannot be run.</summary>
    public IEnumerable<SpecFinding> Problems => Replacements().Concat(Folds());

    /// <summary>What can be run, and yet is hardly meant.</summary>
    public IEnumerable<SpecFinding> Warnings => Batches("generators", _spec.Generators, SubsetRows)
        .Concat(Batches("models", _spec.Models, fraction => _spec.Boosts.Min(boost => Rows(fraction, boost))));

    private Fraction Smallest => _spec.Fractions.Min();

    private int SubsetRows(Fraction fraction) => fraction.Of(_trainCount);

    private int Rows(Fraction fraction, BoostFactor boost) =>
        (boost.Replaces ? 0 : SubsetRows(fraction)) + boost.Of(SubsetRows(fraction));

    private IEnumerable<SpecFinding> Replacements()
    {
        for (var i = 0; i < _spec.Boosts.Count; i++)
        {
            var boost = _spec.Boosts[i];
            if (boost.Replaces && Rows(Smallest, boost) is var rows and < DatasetChecks.FewestSubsetRows)
            {
                yield return new SpecFinding(
                    $"boosts[{i}]",
                    boost.ToString(),
                    $"leaves {rows} rows to train on at fraction {Smallest} ({SubsetRows(Smallest)} rows)",
                    $"at least {DatasetChecks.FewestSubsetRows} are needed");
            }
        }
    }

    private IEnumerable<SpecFinding> Folds()
    {
        for (var i = 0; i < _spec.Models.Count; i++)
        {
            if (ModelSearch.Of(_spec.Models[i]) is not { } search)
                continue;
            var field = $"models[{i}].{_spec.Models[i].Algorithm.Name}.search";
            foreach (var (what, rows) in Groups().Where(group => group.Rows < search.Folds))
            {
                yield return new SpecFinding(
                    field,
                    $"{search.Folds} folds",
                    $"are more than the rows of {what} in the smallest subset: {rows} at fraction {Smallest}",
                    "use fewer folds or a larger fraction");
            }
        }
    }

    // Of a class the number to be expected: which rows a subset has is a matter of the seed.
    private IEnumerable<(string What, int Rows)> Groups()
    {
        var rows = SubsetRows(Smallest);
        return _dataset.IsRegression
            ? [("the data set", rows)]
            : _dataset.Classes.Zip(_dataset.ClassCounts(), (name, count) =>
                ($"class '{name}'", (int)((long)rows * count / _dataset.Rows)));
    }

    private IEnumerable<SpecFinding> Batches(
        string axis, IReadOnlyList<AlgorithmChoice> choices, Func<Fraction, int> rowsOf)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            var algorithm = choices[i].Algorithm;
            if (algorithm.Settings.FirstOrDefault(setting => setting.Name == Batch) is not { } setting)
                continue;

            // A large default is that of the publication, which nobody meant for these rows.
            var batch = choices[i].Settings.Integer(Batch);
            if (batch >= LargeDefault && choices[i].Settings.Text(Batch) == setting.Default)
                continue;
            var small = _spec.Fractions.Where(fraction => rowsOf(fraction) < batch)
                .Select(fraction => $"{rowsOf(fraction)} at fraction {fraction}").ToList();
            if (small.Count > 0)
            {
                yield return new SpecFinding(
                    $"{axis}[{i}].{algorithm.Name}.{Batch}",
                    $"{batch}",
                    $"is more than the rows there are to train on: {string.Join(", ", small)}",
                    "a batch then shrinks to those rows");
            }
        }
    }
}
