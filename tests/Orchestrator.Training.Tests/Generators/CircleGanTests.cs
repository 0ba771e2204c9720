namespace Orchestrator.Training.Tests.Generators;

/// <summary>The GAN of the circle, as Ostmo has it: one hidden layer of 256, noise of one uniform number.</summary>
public sealed class CircleGanTests
{
    private const string Published =
        "latent=1,latent-distribution=uniform,hidden=256,discriminator-hidden=256,activation=relu,dropout=0,"
        + "initialiser=he-uniform,output=linear,optimiser=adam,learning-rate=0.001,batch=32";

    [Fact]
    public void Discriminator_ends_at_a_half_and_the_rows_on_the_circle()
    {
        var fitted = GanTables.Fit("gan", Published + ",epochs=600,evaluate-every=100", GanTables.CircleTask(0));

        var rows = fitted.Synthesise(500, TrainingContext.Cpu);
        var radii = Enumerable.Range(0, 500).Select(i => Math.Sqrt(
            (rows.Features[i, 0] * rows.Features[i, 0]) + (rows.Targets![i] * rows.Targets[i]))).ToList();
        Assert.Equal(0.5, fitted.Trace.RealScore.TakeLast(20).Average(), 0.05f);
        Assert.Equal(0.5, fitted.Trace.FakeScore.TakeLast(20).Average(), 0.05f);
        Assert.InRange(radii.Average(r => Math.Abs(r - 1)), 0, 0.1);
        var evaluations = fitted.Trace.Details!.Evaluations;
        Assert.Equal([100, 200, 300, 400, 500, 600], evaluations.Select(e => e.Epoch));
        Assert.InRange(evaluations[^1].Diversity, 0.5, 1.3);
        Assert.False(evaluations[^1].ModeCollapse);
    }

    [Fact]
    public void Path_through_the_latent_space_is_a_curve_of_table_rows()
    {
        var fitted = GanTables.Fit("gan", Published + ",epochs=3,interpolation=41", GanTables.CircleTask(1));

        var details = fitted.Trace.Details!;

        Assert.Equal(2, details.LatentWidth);
        Assert.Equal(82, details.LatentPath.Count);
        Assert.Empty(details.Evaluations);
        var steps = Enumerable.Range(1, 40).Select(i => Math.Sqrt(
            Square(details.LatentPath[2 * i] - details.LatentPath[(2 * i) - 2])
            + Square(details.LatentPath[(2 * i) + 1] - details.LatentPath[(2 * i) - 1]))).ToList();
        Assert.All(steps, step => Assert.InRange(step, 1e-6, 1));

        // With the noise of one number the rows between the ends of the line are all that there are.
        var rows = fitted.Synthesise(200, TrainingContext.Cpu);
        var furthest = Enumerable.Range(0, 200).Max(i => Enumerable.Range(0, 41).Min(p =>
            Square(rows.Features[i, 0] - details.LatentPath[2 * p]) + Square(rows.Targets![i] - details.LatentPath[(2 * p) + 1])));
        Assert.InRange(Math.Sqrt(furthest), 0, steps.Max());
    }

    private static double Square(double value) => value * value;
}
