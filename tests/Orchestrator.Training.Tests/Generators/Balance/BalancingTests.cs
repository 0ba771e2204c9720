using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.Balance;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Balance;

public sealed class BalancingTests
{
    private const string Equalise = "class-balance=equalise";

    [Fact]
    public void Filling_gives_each_row_to_the_class_with_the_fewest_and_leaves_out_those_that_nobody_has_seen()
    {
        Assert.Equal([2, 2, 0, 2, 0, 2, 0, 2], ClassFilling.Of([3, 0, 1], 8)[..8]);
        Assert.Equal([0, 1, 2, 0], ClassFilling.Of([5, 5, 5], 4));
        var longer = ClassFilling.Of([70, 20, 9, 1], 400);
        Assert.Equal(longer[..150], ClassFilling.Of([70, 20, 9, 1], 150));
        Assert.Equal([55, 105, 116, 124], Enumerable.Range(0, 4).Select(c => longer.Count(row => row == c)));
    }

    [Theory]
    [InlineData("duplicate", "")]
    [InlineData("duplicate", "per-class=true")]
    [InlineData("noise", "")]
    [InlineData("independent", "")]
    [InlineData("smote", "")]
    [InlineData("gaussian-copula", "")]
    [InlineData("gan", "epochs=2,per-class=true")]
    public void Classes_become_equal_where_the_boost_suffices_and_fewer_rows_are_the_first_of_more(string name, string changes)
    {
        var task = Uneven();

        var (few, many) = (
            TableFacts.Rows(name, $"{changes},{Equalise}", task, 70), TableFacts.Rows(name, $"{changes},{Equalise}", task, 260));

        Assert.Equal(many.Labels[..70], few.Labels);
        Assert.Equal(many.Features.Values[..few.Features.Values.Length], few.Features.Values);
        Assert.True(TableFacts.IsValid(many) || name == "noise");
        Assert.Equal(ClassFilling.Of([100, 30, 20], 260), many.Labels);

        // 150 real rows and 150 synthetic ones are 100 of each class.
        Assert.Equal([0, 70, 80], Enumerable.Range(0, 3).Select(c => many.Labels.Take(150).Count(label => label == c)));
    }

    [Theory]
    [InlineData("duplicate", "")]
    [InlineData("smote", "")]
    [InlineData("noise", "per-class=true")]
    [InlineData("independent", "")]
    public void Row_is_the_next_of_its_class_in_the_order_in_which_the_generator_gives_them(string name, string changes)
    {
        var task = Uneven();
        var plain = TableFacts.Rows(name, changes, task, 30_000);

        var balanced = TableFacts.Rows(name, $"{changes},{Equalise}", task, 300);

        for (var c = 0; c < 3; c++)
        {
            var made = RowsOf(balanced, c);
            Assert.Equal(RowsOf(plain, c)[..made.Length], made);
        }
    }

    [Fact]
    public void Class_that_never_comes_is_named_with_the_rows_that_were_drawn()
    {
        var generator = new BalancedGenerator("stubborn", new OneClass(), [3, 2]);

        var error = Assert.Throws<TrainingException>(() => generator.Synthesise(4, TrainingContext.Cpu));

        Assert.Equal(
            "stubborn cannot equalise the classes: of class 1 it gave 0 rows among its first 100,000, and 2 are wanted.",
            error.Message);
    }

    [Fact]
    public void Limit_keeps_wide_rows_within_memory()
    {
        var generator = new BalancedGenerator("wide", new OneClass(columns: 10_000), [3, 2]);

        var error = Assert.Throws<TrainingException>(() => generator.Synthesise(4, TrainingContext.Cpu));

        Assert.Contains("among its first 5,000,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numeric_target_has_its_error_in_place_and_its_neighbours_are_fitted()
    {
        var trainer = GeneratorTrainers.Find("noise");

        var fits = trainer.Fit(
            [GanTables.CircleTask(1), Uneven(), TableFacts.Task(1, NeuralTables.Table(0))],
            GanTables.Settings(trainer.Algorithm, Equalise), TrainingContext.Cpu);

        Assert.Equal("class-balance: equalise needs classes; the target is numeric.", fits[0].Error!.Message);
        Assert.NotNull(fits[1].Generator);
        Assert.Equal("There is no training row.", fits[2].Error!.Message);
    }

    [Fact]
    public void No_row_wanted_is_an_empty_table() =>
        Assert.Empty(TableFacts.Rows("noise", Equalise, Uneven(), 0).Labels);

    [Fact]
    public void Keep_changes_nothing_of_a_generator()
    {
        var (task, trainer) = (Uneven(), new Orchestrator.Training.Generators.Noise.NoiseTrainer());
        var plain = trainer.FitAll([task], GanTables.Settings(trainer.Algorithm, ""), TrainingContext.Cpu)[0];

        var kept = TableFacts.Rows("noise", "class-balance=keep", task, 200);

        Assert.Equal(plain.Synthesise(200, TrainingContext.Cpu).Features.Values, kept.Features.Values);
    }

    private static double[][] RowsOf(PreparedTable table, int label) =>
        [.. Enumerable.Range(0, table.Labels.Length).Where(i => table.Labels[i] == label).Select(i => table.Features.Row(i).ToArray())];

    /// <summary>100 rows of class 0, 30 of class 1, 20 of class 2.</summary>
    private static GeneratorFitTask Uneven()
    {
        var table = NeuralTables.Table(150, 3);
        for (var i = 0; i < 150; i++)
            table.Labels[i] = i < 100 ? 0 : i < 130 ? 1 : 2;
        return new GeneratorFitTask(NeuralTables.GeneratorTask(8).Key, table);
    }

    /// <summary>Gives rows of class 0 alone.</summary>
    private sealed class OneClass(int columns = 1) : FittedGenerator
    {
        public override GeneratorTrace Trace { get; } = new(new StageKey(NeuralTables.Key(1)), [], [], [], [], 0);

        public override PreparedTable Synthesise(int count, TrainingContext context) =>
            TableFacts.Numbers(columns, new double[count * columns], new int[count]);
    }
}
