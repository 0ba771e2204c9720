using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Worker.SlotProgram;

/// <summary>Plans whose definitions survive the wire: read from a text, on a built-in data set.</summary>
public static class PlanTexts
{
    /// <summary>The plan of a sweep on iris: one bundle of unboosted trials, one model, so many seeds.</summary>
    public static SweepPlan Of(string name, int seeds) => Read(TestSweeps.Yaml(
        $"name: {name}", "dataset: iris", "fractions: [1.0]", "boosts: [0]", "models: [logreg]", $"seeds: {seeds}"));

    /// <summary>The plan of a spec's text on the built-in data set that it names.</summary>
    public static SweepPlan Read(string text)
    {
        var read = SpecReader.Read(text, "test.yaml", DatasetCatalog.Vocabulary);
        if (!read.IsValid)
            throw new InvalidOperationException(string.Join('\n', read.Problems));
        var dataset = DatasetCatalog.Load(((DatasetReference.BuiltIn)read.Spec.Dataset).Name);
        return new SweepPlan(new SweepDefinition(read.Spec, text, dataset.ContentHash));
    }
}
