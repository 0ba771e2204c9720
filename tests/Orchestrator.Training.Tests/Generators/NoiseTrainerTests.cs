using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

public sealed class NoiseTrainerTests
{
    [Fact]
    public void Numbers_are_shifted_by_sigma_and_the_rest_is_of_a_real_row()
    {
        var task = NeuralTables.GeneratorTask(1, 500, 3);
        var fitted = Fit("0.25", task);

        var rows = fitted.Synthesise(500, TrainingContext.Cpu);

        var (used, shifts) = (new HashSet<int>(), new List<double>());
        for (var i = 0; i < 500; i++)
        {
            var source = Nearest(task.Table, rows, i);
            used.Add(source);
            Assert.Equal(task.Table.Features.Row(source)[..3].ToArray(), rows.Features.Row(i)[..3].ToArray());
            Assert.Equal(task.Table.Labels[source], rows.Labels[i]);
            shifts.Add(rows.Features[i, 3] - task.Table.Features[source, 3]);
        }

        // Another row of its kind may lie nearer than the one a row was made of: the shifts found are the smaller ones.
        Assert.InRange(used.Count, 250, 500);
        Assert.InRange(Math.Sqrt(shifts.Average(shift => shift * shift)), 0.1, 0.27);
    }

    [Fact]
    public void Each_pass_takes_every_row_once_and_without_noise_the_rows_are_the_real_ones()
    {
        var task = NeuralTables.GeneratorTask(2, 60);

        var rows = Fit("0", task).Synthesise(120, TrainingContext.Cpu).Features;

        var real = Enumerable.Range(0, 60).Select(i => task.Table.Features[i, 4]).Order().ToList();
        var (first, second) = (
            Enumerable.Range(0, 60).Select(i => rows[i, 4]).ToList(),
            Enumerable.Range(60, 60).Select(i => rows[i, 4]).ToList());
        Assert.Equal(real, first.Order());
        Assert.Equal(real, second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Shifts_are_normal_with_the_deviation_set()
    {
        var table = NeuralTables.Table(1);
        var rows = Fit("3", new GeneratorFitTask(NeuralTables.GeneratorTask(5).Key, table))
            .Synthesise(4000, TrainingContext.Cpu);

        var shifts = Enumerable.Range(0, 4000).Select(i => (rows.Features[i, 3] - table.Features[0, 3]) / 3).ToList();

        Assert.Equal(0, shifts.Average(), 0.06);
        Assert.Equal(1, shifts.Average(shift => shift * shift), 0.08);
        Assert.Equal(0.6827, shifts.Count(shift => Math.Abs(shift) < 1) / 4000.0, 0.03);
        Assert.Equal(
            0, Enumerable.Range(0, 4000).Average(i => shifts[i] * (rows.Features[i, 4] - table.Features[0, 4]) / 3), 0.06);
    }

    [Fact]
    public void Row_is_a_function_of_key_and_place_alone()
    {
        var task = NeuralTables.GeneratorTask(3, 70);
        var (few, many) = (
            Fit("1", task).Synthesise(300, TrainingContext.Cpu), Fit("1", task).Synthesise(900, TrainingContext.Cpu));

        Assert.Equal(many.Features.Values[..few.Features.Values.Length], few.Features.Values);
        Assert.Equal(many.Labels[..300], few.Labels);
        Assert.NotEqual(
            few.Features.Values,
            Fit("1", task with { Key = NeuralTables.GeneratorTask(4).Key }).Synthesise(300, TrainingContext.Cpu).Features.Values);
    }

    [Fact]
    public void Numeric_target_stays_that_of_its_row()
    {
        var task = GanTables.CircleTask(1, 40);

        var rows = Fit("0", task).Synthesise(40, TrainingContext.Cpu);

        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(
            1, (rows.Features[i, 0] * rows.Features[i, 0]) + (rows.Targets![i] * rows.Targets[i]), 1e-9));
        Assert.Equal(task.Table.Targets!.Order(), rows.Targets!.Order());
    }

    [Fact]
    public void No_row_is_refused()
    {
        var trainer = GeneratorTrainers.Find("noise");

        var fit = trainer.Fit(
            [NeuralTables.GeneratorTask(1, 0)], GanTables.Settings(trainer.Algorithm, ""), TrainingContext.Cpu)[0];

        Assert.Equal("There is no training row.", fit.Error!.Message);
    }

    private static FittedGenerator Fit(string sigma, GeneratorFitTask task)
    {
        var trainer = GeneratorTrainers.Find("noise");
        return trainer.FitAll(
            [task], NeuralTables.Settings(trainer.Algorithm, ("sigma", sigma)), TrainingContext.Cpu)[0];
    }

    private static int Nearest(PreparedTable real, PreparedTable rows, int row) =>
        Enumerable.Range(0, real.Labels.Length)
            .Where(i => real.Labels[i] == rows.Labels[row]
                && real.Features.Row(i)[..3].SequenceEqual(rows.Features.Row(row)[..3]))
            .MinBy(i => Math.Pow(real.Features[i, 3] - rows.Features[row, 3], 2)
                + Math.Pow(real.Features[i, 4] - rows.Features[row, 4], 2));
}
