using System.Text.Json;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Generators.Quality;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Quality;

public sealed class QualityMeasurerTests
{
    private static readonly PreparedTable Training = QualityTables.Normals(400, 4, 1);
    private static readonly PreparedTable Holdout = QualityTables.Normals(400, 4, 2);

    [Fact]
    public void Copier_is_found_out_by_every_measure_of_privacy()
    {
        var quality = QualityTables.Measure(Training, Holdout, Training);

        Assert.Equal(1, quality.CopiedShare);
        Assert.Equal(0, quality.RepeatedShare);
        Assert.Equal(0, quality.ClosestTraining);
        Assert.InRange(quality.ClosestHoldout!.Value, 0.3, 2);
        Assert.Equal(1, quality.CloserToTraining);
        Assert.Equal(1, quality.MembershipAuc);
        Assert.All(quality.Columns, column => Assert.Equal(0, column.Distance));
        Assert.Equal(0, quality.CorrelationDifference!.Value, 1e-12);
        Assert.Equal(1, quality.Coverage);
        Assert.Equal(1, quality.ModesHit);
        Assert.Equal(quality.RealUtility!.Value, quality.SyntheticUtility!.Value, 0.05);
        Assert.InRange(quality.DetectionAuc!.Value, 0, 0.5);
    }

    [Fact]
    public void Copier_whose_holdout_is_smaller_keeps_half_of_what_its_share_leaves()
    {
        var quality = QualityTables.Measure(Training, QualityTables.Take(Holdout, Enumerable.Range(0, 100)), Training);

        Assert.Equal((1 + 0.25) / 2, quality.CloserToTraining!.Value, 0.06);
        Assert.Equal(1, quality.MembershipAuc);
        Assert.Equal(1, quality.CopiedShare);
    }

    [Fact]
    public void Rows_of_the_same_distribution_cannot_be_told_from_the_data_nor_tell_who_was_trained_on()
    {
        var quality = QualityTables.Measure(Training, Holdout, QualityTables.Normals(400, 4, 3));

        Assert.Equal(0, quality.CopiedShare);
        Assert.Equal(0.5, quality.DetectionAuc!.Value, 0.06);
        Assert.Equal(0.5, quality.CloserToTraining!.Value, 0.06);
        Assert.Equal(0.5, quality.MembershipAuc!.Value, 0.05);
        Assert.Equal(1, quality.Density!.Value, 0.15);
        Assert.InRange(quality.Coverage!.Value, 0.9, 1);
        Assert.InRange(quality.ModesHit!.Value, 0.9, 1);
        Assert.All(quality.Columns, column => Assert.InRange(column.Distance, 0, 0.12));
        Assert.Equal(quality.ClosestHoldout!.Value, quality.ClosestTraining!.Value, 0.1);
        Assert.InRange(quality.SyntheticUtility!.Value, 0.8, 1);
    }

    [Fact]
    public void Collapsed_generator_covers_next_to_nothing()
    {
        var quality = QualityTables.Measure(
            Training, Holdout, QualityTables.Take(Training, Enumerable.Range(0, 400).Select(i => i % 2)));

        Assert.InRange(quality.Coverage!.Value, 0.001, 0.1);
        Assert.InRange(quality.ModesHit!.Value, 0.05, 0.1);
        Assert.Equal(398 / 400.0, quality.RepeatedShare);
        Assert.Equal(1, quality.CopiedShare);
        Assert.InRange(quality.DetectionAuc!.Value, 0.95, 1);
    }

    [Fact]
    public void Far_off_rows_hit_no_mode_and_are_told_from_real_ones()
    {
        var far = new Matrix(400, 4, Array.ConvertAll(Training.Features.Values, value => value + 100));

        var quality = QualityTables.Measure(Training, Holdout, Training with { Features = far });

        Assert.Equal(0, quality.ModesHit);
        Assert.Equal(0, quality.Coverage);
        Assert.Equal(0, quality.Density);
        Assert.Equal(1, quality.DetectionAuc);
        Assert.All(quality.Columns.Take(4), column => Assert.Equal(1, column.Distance));
    }

    [Fact]
    public void Quality_is_a_function_of_key_and_tables()
    {
        var generated = QualityTables.Normals(400, 4, 3);
        var (once, again, other) = (
            QualityTables.Measure(Training, Holdout, generated), QualityTables.Measure(Training, Holdout, generated),
            QualityTables.Measure(Training, Holdout, generated, new StageKey(NeuralTables.Key(9))));

        Assert.Equal(Text(once), Text(again));
        Assert.NotEqual(once.DetectionAuc, other.DetectionAuc);
        Assert.Equal(once.Density!.Value, other.Density!.Value, 1e-12);
    }

    [Fact]
    public void No_more_rows_than_the_most_are_looked_at_and_copies_of_all_are_found()
    {
        var many = QualityTables.Normals(1300, 2, 4);

        var quality = QualityTables.Measure(many, many, many);

        Assert.Equal(
            (GeneratorQuality.MostRows, GeneratorQuality.MostRows, GeneratorQuality.MostRows),
            (quality.TrainingRows, quality.GeneratedRows, quality.HoldoutRows));
        Assert.Equal(1, quality.CopiedShare);
    }

    public static TheoryData<string> Degenerate { get; } =
        ["no generated", "no holdout", "nothing", "two rows", "one row", "one class", "constant", "not finite", "no level"];

    [Theory]
    [MemberData(nameof(Degenerate))]
    public void Degenerate_tables_have_a_result_without_NaN(string name)
    {
        var table = NeuralTables.Table(40);
        var none = QualityTables.Take(table);
        var (training, holdout, generated) = name switch
        {
            "no generated" => (table, table, none),
            "no holdout" => (table, none, table),
            "nothing" => (none, none, none),
            "two rows" => (Rows(table, 2), Rows(table, 2), Rows(table, 2)),
            "one row" => (Rows(table, 1), Rows(table, 1), Rows(table, 1)),
            "one class" => (table with { Labels = new int[40] }, table with { Labels = new int[40] }, table),
            "constant" => (Filled(table, 0.5), Filled(table, 0.5), Filled(table, 0.5)),
            "not finite" => (table, table, Filled(table, double.NaN)),
            _ => (table, table, Filled(table, 0)),
        };

        var quality = QualityTables.Measure(training, holdout, generated);
        var swapped = QualityTables.Measure(generated, training, holdout);

        Assert.False(quality.HasNaN);
        Assert.False(swapped.HasNaN);
        Assert.Equal(generated.Labels.Length, quality.GeneratedRows);
        Assert.All(quality.Columns, column => Assert.InRange(column.Distance, 0, 1));
        Assert.Equal(name is "no generated" or "no holdout" or "nothing", quality.MembershipAuc is null);
        Assert.Equal(name is "two rows" or "one row" or "no generated" or "nothing", quality.DetectionAuc is null);
        Assert.Equal(name is "one row" or "no generated" or "nothing", quality.Coverage is null);
        Assert.InRange(quality.ModesHit ?? 0, 0, 1);
    }

    [Fact]
    public void Degenerate_numeric_targets_have_a_result_without_NaN()
    {
        var circle = GanTables.Circle(30);
        var level = circle with { Targets = new double[30] };

        Assert.Null(QualityTables.Measure(circle, level, circle).RealUtility);
        Assert.NotNull(QualityTables.Measure(circle, circle, level).SyntheticUtility);
        Assert.False(QualityTables.Measure(level, circle, level).HasNaN);
        Assert.False(QualityTables.Measure(
            circle, circle, circle with { Targets = [.. Enumerable.Repeat(double.PositiveInfinity, 30)] }).HasNaN);
    }

    [Fact]
    public void Tables_of_other_features_are_refused() => Assert.Throws<ArgumentException>(
        () => QualityTables.Measure(Training, Holdout, QualityTables.Normals(10, 3, 1)));

    [Fact]
    public void Cancelled_measuring_ends() => Assert.Throws<OperationCanceledException>(() => QualityMeasurer.Measure(
        QualityTables.Key, Training, Holdout, Training, [],
        TrainingContext.Cpu with { Cancellation = new CancellationToken(canceled: true) }));

    private static PreparedTable Rows(PreparedTable table, int count) =>
        QualityTables.Take(table, Enumerable.Range(0, count));

    private static PreparedTable Filled(PreparedTable table, double value)
    {
        var features = new Matrix(table.Features.Rows, table.Features.Columns);
        Array.Fill(features.Values, value);
        return table with { Features = features };
    }

    private static string Text(GeneratorQuality quality) => JsonSerializer.Serialize(quality);
}
