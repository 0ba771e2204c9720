using System.Threading.Channels;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Tests.Execution;

/// <summary>Runs all bundles of a sweep, one after the other.</summary>
internal static class Runs
{
    /// <summary>The plan of a spec's text, which is to be right.</summary>
    public static SweepPlan Plan(string text)
    {
        var read = SpecReader.Read(text, "test.yaml", DatasetCatalog.Vocabulary);
        Assert.Empty(read.Problems);
        var spec = read.Spec!;
        return new SweepPlan(new SweepDefinition(spec, text, DatasetResolver.Resolve(spec.Dataset, ".").ContentHash));
    }

    /// <summary>
    /// The results by trial, every trial having one. The data set is the plan's own, or the one given, under the same
    /// keys.
    /// </summary>
    public static Dictionary<long, TrialResult> All(
        SweepPlan plan, TabularDataset? dataset = null, GroupSizes? sizes = null)
    {
        var messages = Messages(plan, dataset, sizes);
        Assert.Empty(messages.OfType<TrialThrew>().Select(threw => threw.Error));
        var results = messages.OfType<TrialFinished>().ToDictionary(m => m.Trial, m => m.Result);
        Assert.Equal(plan.Grid.Count, results.Count);
        return results;
    }

    /// <summary>What the runs say.</summary>
    public static List<WorkerMessage> Messages(
        SweepPlan plan, TabularDataset? dataset = null, GroupSizes? sizes = null)
    {
        var messages = Channel.CreateUnbounded<WorkerMessage>();
        var source = new OneDataset(dataset ?? DatasetResolver.Resolve(plan.Definition.Spec.Dataset, "."));
        for (var index = 0; index < plan.BundleCount; index++)
        {
            var bundle = plan.Bundle(index);
            var trials = bundle.Trials.Select(trial => new LeasedTrial(trial, 1)).ToArray();
            new BundleRunner(source, TimeProvider.System) { GroupSizes = _ => sizes ?? GroupSizes.Unmeasured }.Run(
                new LeaseGranted(new LeaseId(index), plan, bundle, trials), "w", "cpu", messages.Writer, default);
        }

        messages.Writer.Complete();
        return [.. messages.Reader.ReadAllAsync().ToBlockingEnumerable()];
    }

    // Gives its data set whatever content hash is asked for: that is what makes the keys equal.
    private sealed class OneDataset(TabularDataset dataset) : IDatasetSource
    {
        public TabularDataset Get(SweepDefinition definition) => dataset;
    }
}
