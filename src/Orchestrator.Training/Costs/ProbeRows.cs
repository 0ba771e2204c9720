using System.Globalization;
using System.Text;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Costs;

/// <summary>Rows of a sweep's data set as its trials have them. No test row is fitted on, as in a trial.</summary>
internal sealed class ProbeRows(SweepPlan plan, TabularDataset dataset)
{
    /// <summary>The subset of a fraction, prepared, and the test rows.</summary>
    public (PreparedTable Train, PreparedTable Test) Prepare(Fraction fraction, int nth)
    {
        var spec = plan.Definition.Spec;
        var seed = spec.Seeds[nth % spec.Seeds.Count];
        var (train, test) = Splits.Split(dataset, spec.Split, plan.Keys.Split(seed));
        var subset = Subsets.Take(train, fraction, plan.Keys.Subset(fraction, seed));
        var preprocessor = Preprocessor.Fit(dataset, subset);
        return (preprocessor.Transform(subset), preprocessor.Transform(test));
    }

    /// <summary>A key that is that of no trial.</summary>
    public static Digest Key(string use, int nth) =>
        Digest.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"probe {use} {nth}")));

    /// <summary>A task on real and synthetic rows, shuffled.</summary>
    public static ClassifierFitTask Task(
        PreparedTable real, PreparedTable? synthetic, BoostFactor boost, string use, int nth)
    {
        var realRows = boost.Replaces ? 0 : real.Labels.Length;
        var drawn = synthetic is null ? 0 : boost.Of(real.Labels.Length);
        var order = Enumerable.Range(0, realRows + drawn).ToArray();
        var key = Key(use, nth);
        new PhiloxSequence(key.A, key.B).Shuffle(order);
        var features = new Matrix(order.Length, real.Features.Columns);
        var labels = new int[order.Length];
        var targets = real.Targets is null ? null : new double[order.Length];
        for (var row = 0; row < order.Length; row++)
        {
            var (table, source) = order[row] < realRows ? (real, order[row]) : (synthetic!, order[row] - realRows);
            table.Features.Row(source).CopyTo(features.Row(row));
            labels[row] = table.Labels[source];
            if (targets is not null)
                targets[row] = table.Targets![source];
        }

        return new ClassifierFitTask(new TrialKey(key), features, labels, real.ClassCount) { Targets = targets };
    }

    /// <summary>A generator's task.</summary>
    public static GeneratorFitTask Task(PreparedTable table, string use, int nth) =>
        new(new StageKey(Key(use, nth)), table);
}
