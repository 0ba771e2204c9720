using System.Text.Json;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.TestKit;

namespace Orchestrator.Worker.Tests.Execution;

public sealed class QualityStageTests
{
    [Theory]
    [InlineData("noise: {sigma: 0}", 0, 1.0)]
    [InlineData("wgan-gp: {epochs: 2}", 2, 0.0)]
    public void Every_fit_is_measured_whether_it_has_epochs_or_not(string generator, int epochs, double copied)
    {
        var plan = Runs.Plan(TestSweeps.Yaml(
            "name: measured", "dataset: iris", "fractions: [1.0]", "boosts: [0.5]", $"generators: [{{{generator}}}]",
            "models: [gaussian-nb]", "seeds: 2"));

        var messages = Runs.Messages(plan);

        var traces = messages.OfType<GeneratorFitted>().Select(m => m.Trace).ToList();
        Assert.Equal(2, traces.Count);
        Assert.All(traces, trace =>
        {
            var quality = trace.Details!.Quality!;
            Assert.Equal(epochs, trace.GeneratorLoss.Count);
            Assert.Equal((120, 120, 30), (quality.TrainingRows, quality.GeneratedRows, quality.HoldoutRows));
            Assert.Equal(copied, quality.CopiedShare);
            Assert.Equal(5, quality.Columns.Count);
            Assert.Equal("target", quality.Columns[^1].Column);
            Assert.All(quality.Columns[^1].Bins, name => Assert.DoesNotMatch("^[0-9]$", name));
            Assert.False(quality.HasNaN);
        });
        Assert.Equal(2, messages.OfType<StageEnded>().Count(s => s is { Stage: StageNames.MeasureQuality, Error: null }));
    }

    [Fact]
    public void Quality_is_the_same_in_another_run()
    {
        var plan = Runs.Plan(TestSweeps.Yaml(
            "name: twice", "dataset: iris", "fractions: [0.5]", "boosts: [1]", "generators: noise",
            "models: [gaussian-nb]", "seeds: 2"));

        Assert.Equal(Qualities(Runs.Messages(plan)), Qualities(Runs.Messages(plan)));
    }

    [Fact]
    public void Numeric_target_is_measured_too()
    {
        var plan = Runs.Plan(TestSweeps.Yaml(
            "name: numbers", "dataset: parabola", "fractions: [0.2]", "boosts: [0.5]", "generators: noise",
            "models: [knn]", "seeds: 1"));

        var quality = Runs.Messages(plan).OfType<GeneratorFitted>().Single().Trace.Details!.Quality!;

        Assert.True(quality.Columns[^1].IsNumeric);
        Assert.InRange(quality.RealUtility!.Value, 0.9, 1);
    }

    private static IEnumerable<string> Qualities(List<WorkerMessage> messages) =>
        messages.OfType<GeneratorFitted>().Select(m => JsonSerializer.Serialize(m.Trace.Details!.Quality));
}
