using System.Runtime.CompilerServices;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>The generator fits of a sweep that have a stored trace.</summary>
internal static class StoredFits
{
    // A trace is four numbers an epoch, so a page of traces is far larger than one of results.
    private const int PageSize = 64;

    /// <summary>What the fields of a fit's place are called.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["key", "fraction", "generator", "generator_settings", "seed"];

    /// <summary>
    /// Reads them by fraction, generator and seed, each in the order of the spec, with the fields of their place.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async IAsyncEnumerable<(string[] Place, GeneratorTrace Trace)> ReadAsync(
        SweepPlan plan, IResultStore store, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var spec = plan.Definition.Spec;
        if (spec.Boosts.All(b => b.IsNone))
            yield break;
        var fits = from fraction in spec.Fractions
                   from generator in spec.Generators
                   from seed in spec.Seeds
                   select (Fraction: fraction, Generator: generator, Seed: seed);
        foreach (var page in fits.Chunk(PageSize))
        {
            var keys = page.Select(f => plan.Keys.GeneratorFit(f.Fraction, f.Generator, f.Seed)).ToList();
            var traces = await store.FindTracesAsync(keys, cancellation);
            for (var i = 0; i < page.Length; i++)
            {
                if (traces[i] is not { } trace)
                    continue;
                var (fraction, generator, seed) = page[i];
                string[] place =
                [
                    trace.Key.ToString(), ExportText.Of(fraction.Value), generator.Algorithm.Name,
                    ExportText.Settings(generator), ExportText.Of((long?)seed.Value),
                ];
                yield return (place, trace);
            }
        }
    }
}
