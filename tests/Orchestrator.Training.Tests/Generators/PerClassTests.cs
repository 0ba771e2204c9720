using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.PerClass;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

public sealed class PerClassTests
{
    [Fact]
    public void Turns_keep_the_shares_to_within_one_at_every_length()
    {
        int[] rows = [70, 20, 9, 1];
        var turns = ClassTurns.Of(rows, 400);

        Assert.Equal(turns[..150], ClassTurns.Of(rows, 150));
        for (var count = 1; count <= 400; count++)
        {
            for (var p = 0; p < 4; p++)
                Assert.InRange(turns[..count].Count(turn => turn == p), (rows[p] * count / 100.0) - 1, (rows[p] * count / 100.0) + 1);
        }

        Assert.Equal(rows.Select(n => 4 * n), Enumerable.Range(0, 4).Select(p => turns.Count(turn => turn == p)));
    }

    [Theory]
    [InlineData("gan", "epochs=2,per-class=true")]
    [InlineData("dcgan", "epochs=2,label=published,per-class=true")]
    [InlineData("noise", "per-class=true")]
    public void Rows_have_the_training_shares_and_the_first_of_more_are_the_same(string name, string changes)
    {
        var fitted = Fit(name, changes, Uneven());

        var (few, many) = (fitted.Synthesise(130, TrainingContext.Cpu), fitted.Synthesise(700, TrainingContext.Cpu));

        Assert.Equal(many.Labels[..130], few.Labels);
        Assert.Equal(many.Features.Values[..few.Features.Values.Length], few.Features.Values);
        Assert.Equal(3, many.ClassCount);
        Assert.Equal([490, 0, 210], Enumerable.Range(0, 3).Select(c => many.Labels.Count(label => label == c)));
    }

    [Fact]
    public void Each_class_has_a_generator_of_its_own_rows_and_key()
    {
        var task = Uneven();
        var parts = ClassPart.Of(task);
        var alone = Fit("gan", "epochs=2", parts[1].Task).Synthesise(30, TrainingContext.Cpu);

        var joined = Fit("gan", "epochs=2,per-class=true", task).Synthesise(100, TrainingContext.Cpu);

        Assert.Equal([0, 2], parts.Select(part => part.Class));
        Assert.Equal(3, parts.Select(part => part.Task.Key).Append(task.Key).Distinct().Count());
        Assert.All(parts, part => Assert.All(part.Task.Table.Labels, label => Assert.Equal(part.Class, label)));
        Assert.Equal(
            alone.Features.Values,
            Enumerable.Range(0, 100).Where(i => joined.Labels[i] == 2).SelectMany(i => joined.Features.Row(i).ToArray()));
    }

    [Fact]
    public void Joined_trace_weighs_means_by_rows_and_chains_the_paths()
    {
        const string Changes = "epochs=4,evaluate-every=2,interpolation=5";
        var task = Uneven();
        var parts = ClassPart.Of(task).Select(part => Fit("gan", Changes, part.Task).Trace).ToList();

        var trace = Fit("gan", Changes + ",per-class=true", task).Trace;

        Assert.Equal(task.Key, trace.Key);
        for (var e = 0; e < 4; e++)
            Assert.Equal((0.7 * parts[0].GeneratorLoss[e]) + (0.3 * parts[1].GeneratorLoss[e]), trace.GeneratorLoss[e], 1e-6);
        var details = trace.Details!;
        Assert.Equal([2, 4], details.Evaluations.Select(e => e.Epoch));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(
                (0.7 * parts[0].Details!.Evaluations[i].Diversity) + (0.3 * parts[1].Details!.Evaluations[i].Diversity),
                details.Evaluations[i].Diversity, 1e-9);
        }

        Assert.Equal(parts.SelectMany(part => part.Details!.LatentPath), details.LatentPath);
        Assert.Equal(NeuralTables.Columns + 1, details.LatentWidth);
        Assert.Null(details.StoppedEpoch);
    }

    [Fact]
    public void Part_that_cannot_be_fitted_fails_its_task_alone()
    {
        var trainer = GeneratorTrainers.Find("gan");
        var (single, numeric) = (Uneven(), GanTables.CircleTask(3));
        Array.Fill(single.Table.Labels, 0, 1, 99);
        single.Table.Labels[0] = 1;

        var fits = trainer.Fit(
            [single, Uneven(), numeric], GanTables.Settings(trainer.Algorithm, "epochs=1,per-class=true"), TrainingContext.Cpu);

        Assert.Equal("class 1: gan needs at least 2 training rows; there are 1.", fits[0].Error!.Message);
        Assert.NotNull(fits[1].Generator);
        Assert.Contains("the target is numeric", fits[2].Error!.Message, StringComparison.Ordinal);
    }

    private static FittedGenerator Fit(string name, string changes, GeneratorFitTask task)
    {
        var trainer = GeneratorTrainers.Find(name);
        return trainer.FitAll([task], GanTables.Settings(trainer.Algorithm, changes), TrainingContext.Cpu)[0];
    }

    /// <summary>70 rows of class 0, none of class 1, 30 of class 2.</summary>
    private static GeneratorFitTask Uneven()
    {
        var table = NeuralTables.Table(100, 3);
        for (var i = 0; i < 100; i++)
            table.Labels[i] = i % 10 < 7 ? 0 : 2;
        return new GeneratorFitTask(NeuralTables.GeneratorTask(8).Key, table);
    }
}
