using Orchestrator.Training.Datasets;

namespace Orchestrator.Worker.Tests.Execution;

/// <summary>Sweeps over numeric targets, through every stage.</summary>
public sealed class RegressionTests
{
    private const string Text =
        "name: curve\ndataset: sine-of-square\nmodels: [majority, knn]\nseeds: 2\nfractions: [0.5, 1]\n"
            + "split: {test: 0.0958, order: file}\n";

    [Fact]
    public void Numbers_are_learnt_and_scored_in_their_own_unit()
    {
        var plan = Runs.Plan(Text);

        var results = Runs.All(plan);

        Assert.All(results, trial =>
        {
            var (cell, scores) = (plan.Grid[trial.Key], trial.Value.Details!.Regression!);
            Assert.Equal((100, 0, null), (trial.Value.TestRows, trial.Value.SyntheticRows, trial.Value.Accuracy));
            Assert.Equal(cell.Fraction.Of(943), trial.Value.RealRows);
            if (cell.Model.Algorithm.Name == "majority")
                Assert.True(scores.R2 <= 0 && scores.TrainMse is > 0.3 and < 0.7, $"{scores}");
            else
                Assert.True(scores.R2 > 0.9 && scores is { TrainMse: < 0.02, Mse: < 0.05, Mae: < 0.2 }, $"{scores}");
        });
    }

    [Fact]
    public void Changed_test_rows_change_nothing_that_was_learnt()
    {
        var plan = Runs.Plan(Text);
        var curve = DatasetCatalog.Load("sine-of-square");
        var (train, test) = Splits.Split(curve, plan.Definition.Spec.Split, plan.Keys.Split(new(0)));

        var before = Runs.All(plan);
        var after = Runs.All(plan, With(curve, test));
        var noticed = Runs.All(plan, With(curve, train[..40]));

        Assert.All(before, trial =>
        {
            var (was, now) = (trial.Value.Details!.Regression!, after[trial.Key].Details!.Regression!);
            Assert.Equal(was.TrainMse, now.TrainMse);
            Assert.True(now.Mse > 1e6 && was.Mse < 2, $"{was} {now}");
        });
        Assert.Contains(before, trial =>
            trial.Value.Details!.Regression!.TrainMse != noticed[trial.Key].Details!.Regression!.TrainMse);
    }

    [Fact]
    public void File_with_numbers_to_predict_is_run_like_any_other()
    {
        var path = Path.Combine(Path.GetTempPath(), $"orchestrator-{Environment.ProcessId}-numbers.csv");
        File.WriteAllLines(path, ["x,town,y", .. Enumerable.Range(0, 60).Select(i => $"{i},t{i % 3},{2.5 * i}")]);
        try
        {
            var plan = Runs.Plan(
                $"name: file\ndataset: {{file: '{path}', target: y, task: regression}}\nmodels: knn\nseeds: 1\n");

            var result = Assert.Single(Runs.All(plan)).Value;

            Assert.Equal(12, result.TestRows);
            Assert.InRange(result.Details!.Regression!.R2!.Value, 0.8, 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The rows named have other features and targets.
    private static TabularDataset With(TabularDataset dataset, int[] rows)
    {
        var targets = dataset.Targets.ToArray();
        foreach (var row in rows)
            targets[row] += 1e4;
        var columns = dataset.Columns.Cast<NumericColumn>().Select(column =>
        {
            var values = column.Values.ToArray();
            foreach (var row in rows)
                values[row] = -values[row];
            return (TabularColumn)new NumericColumn(column.Schema, values);
        });
        return TabularDataset.OfNumbers(dataset.Name, dataset.Target, [.. columns], targets, dataset.Origin);
    }
}
