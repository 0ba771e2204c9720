using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Datasets;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

/// <summary>What every generator without a network keeps to, whatever the table.</summary>
public sealed class TableGeneratorContractTests
{
    public static TheoryData<string> Names { get; } = [.. ControlAlgorithms.All.Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Row_is_a_function_of_key_and_place_alone(string name)
    {
        foreach (var task in Tables())
        {
            var (few, many) = (TableFacts.Rows(name, "", task, 300), TableFacts.Rows(name, "", task, 900));

            Assert.Equal(many.Features.Values[..few.Features.Values.Length], few.Features.Values);
            Assert.Equal(many.Labels[..300], few.Labels);
            Assert.Equal(many.Targets?[..300], few.Targets);
            Assert.Equal(task.Table.Blocks, many.Blocks);
            Assert.Equal(task.Table.ClassCount, many.ClassCount);
            Assert.Equal(task.Table.Targets is null, many.Targets is null);
            Assert.True(TableFacts.IsValid(many));
            Assert.Empty(TableFacts.Rows(name, "", task, 0).Labels);
            if (task.Table.Labels.Length > 1)
            {
                var other = task with { Key = new StageKey(NeuralTables.Key(99)) };
                Assert.NotEqual(GanTables.Numbers(few), GanTables.Numbers(TableFacts.Rows(name, "", other, 300)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_row_comes_back_as_it_is(string name)
    {
        foreach (var table in new[] { NeuralTables.Table(1), GanTables.Circle(1) })
        {
            var rows = TableFacts.Rows(name, "", TableFacts.Task(1, table), 5);

            Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(table.Features.Values, rows.Features.Row(i).ToArray()));
            Assert.All(rows.Labels, label => Assert.Equal(table.Labels[0], label));
            Assert.All(rows.Targets ?? [], target => Assert.Equal(table.Targets![0], target));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_row_is_refused_and_the_neighbours_are_fitted(string name)
    {
        var trainer = GeneratorTrainers.Find(name);

        var fits = trainer.Fit(
            [TableFacts.Task(1, NeuralTables.Table(0)), NeuralTables.GeneratorTask(2, 10), TableFacts.Task(1, GanTables.Circle(0))],
            GanTables.Settings(trainer.Algorithm, ""), TrainingContext.Cpu);

        Assert.Equal("There is no training row.", fits[0].Error!.Message);
        Assert.Equal("There is no training row.", fits[2].Error!.Message);
        Assert.Equal(
            TableFacts.Rows(name, "", NeuralTables.GeneratorTask(2, 10), 20).Features.Values,
            fits[1].Generator!.Synthesise(20, TrainingContext.Cpu).Features.Values);
        Assert.Empty(fits[1].Generator!.Trace.GeneratorLoss);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cancelled_fit_ends(string name)
    {
        var trainer = GeneratorTrainers.Find(name);
        var context = TrainingContext.Cpu with { Cancellation = new CancellationToken(canceled: true) };

        Assert.Throws<OperationCanceledException>(() => trainer.Fit(
            [NeuralTables.GeneratorTask(1)], GanTables.Settings(trainer.Algorithm, ""), context));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Data_sets_that_differ_in_test_rows_only_have_the_same_synthetic_rows(string name)
    {
        var titanic = DatasetCatalog.Load("titanic");
        var plain = SplitSpec.Default with { Stratified = false };
        var (train, test) = Splits.Split(titanic, plain, TestTables.Key("split"));
        var subset = Subsets.Take(train, new Fraction(0.5), TestTables.Key("subset"));
        var labels = titanic.Labels.ToArray();
        foreach (var row in test)
            labels[row] = 1 - labels[row];
        var columns = titanic.Columns.Select(column => Change(column, test)).ToArray();
        var changed = new TabularDataset("changed", titanic.Target, columns, titanic.Classes, labels, titanic.Origin);

        Assert.Equal(Made(titanic, subset), Made(changed, subset));
        Assert.NotEqual(Made(titanic, subset), Made(changed, test));

        double[] Made(TabularDataset dataset, int[] rows) => GanTables.Numbers(TableFacts.Rows(
            name, "class-balance=equalise", TableFacts.Task(1, Preprocessor.Fit(dataset, rows).Transform(rows)), 500));
    }

    private static IEnumerable<GeneratorFitTask> Tables()
    {
        yield return NeuralTables.GeneratorTask(1, 100);
        yield return NeuralTables.GeneratorTask(2, 90, 5);
        yield return GanTables.CircleTask(3, 80);
        double[] targets = [.. Enumerable.Range(0, 40).Select(i => i / 7.0)];
        yield return TableFacts.Task(
            4, NeuralTables.Table(40) with { Labels = new int[40], ClassCount = 0, Targets = targets });

        // Classes of one row each, two of them; a class without rows; a column without spread.
        var table = NeuralTables.Table(30, 4);
        for (var i = 0; i < 30; i++)
            (table.Labels[i], table.Features[i, 3]) = (i switch { 0 => 3, 1 => 2, _ => 0 }, 7);
        yield return TableFacts.Task(5, table);
    }

    private static TabularColumn Change(TabularColumn column, int[] rows)
    {
        if (column is NumericColumn numbers)
        {
            var values = numbers.Values.ToArray();
            foreach (var row in rows)
                values[row] = double.IsNaN(values[row]) ? 1e6 : double.NaN;
            return new NumericColumn(column.Schema, values);
        }

        var categories = (CategoryColumn)column;
        var codes = categories.Codes.ToArray();
        foreach (var row in rows)
            codes[row] = categories.Levels.Count - 1 - Math.Max(0, codes[row]);
        return new CategoryColumn(column.Schema, categories.Levels, codes);
    }
}
