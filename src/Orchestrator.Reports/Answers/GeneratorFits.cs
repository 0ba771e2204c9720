using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>How the generators of a sweep were trained, and how good their rows are.</summary>
internal static class GeneratorFits
{
    // A trace holds numbers for each epoch: a page of them is far larger than one of results.
    private const int PageSize = 64;

    /// <summary>A summary for each fraction and generator of which a fit is stored, in the order of the spec.</summary>
    public static async Task<IReadOnlyList<GeneratorSummary>> ReadAsync(
        SweepPlan plan, ITraceSource traces, CancellationToken cancellation)
    {
        var spec = plan.Definition.Spec;
        var labels = ChoiceNames.Of(spec.Generators);
        var summaries = new List<GeneratorSummary>();
        if (spec.Boosts.All(boost => boost.IsNone))
            return summaries;
        foreach (var fraction in spec.Fractions)
        {
            for (var generator = 0; generator < spec.Generators.Count; generator++)
            {
                var choice = spec.Generators[generator];
                var means = new FitMeans();
                foreach (var page in spec.Seeds.Chunk(PageSize))
                {
                    StageKey[] keys = [.. page.Select(seed => plan.Keys.GeneratorFit(fraction, choice, seed))];
                    foreach (var trace in await traces.FindAsync(keys, cancellation).ConfigureAwait(false))
                        means.Add(trace);
                }

                if (means.Fits > 0)
                    summaries.Add(means.Summarise(plan.Definition.Id, fraction.Value, labels[generator]));
            }
        }

        return summaries;
    }
}
