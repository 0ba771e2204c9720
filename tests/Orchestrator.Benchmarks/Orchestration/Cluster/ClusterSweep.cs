using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>
/// A sweep for workers that do nothing: 4 fractions × (no boost + 8 boosts × 2 generators) × 8 models × seeds, that is
/// 544 trials a seed, in bundles of 1024 and some of 128.
/// </summary>
internal static class ClusterSweep
{
    /// <summary>Trials of one seed.</summary>
    public const int TrialsPerSeed = 544;

    /// <summary>
    /// The spec of a sweep of at least so many trials, by whole seeds. Sweeps with different splits have no trial in
    /// common, so none finds its results in the store.
    /// </summary>
    public static string Text(long trials, int split = 0) => $$"""
        name: no-op
        dataset: iris
        fractions: [0.25, 0.5, 0.75, 1.0]
        boosts: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]
        generators: [wgan-gp, dcgan]
        models: [logreg, svc, random-forest, decision-tree, knn, gaussian-nb, majority, mlp]
        split: {seed: {{split}}}
        seeds: {{(trials + TrialsPerSeed - 1) / TrialsPerSeed}}
        """;

    /// <summary>Its plan, to know the keys of its trials by.</summary>
    /// <param name="text">The spec.</param>
    /// <param name="dataset">The content hash of the data set.</param>
    public static SweepPlan Plan(string text, Digest dataset)
    {
        var read = SpecReader.Read(text, "no-op.yaml", SpecVocabulary.Of(["iris"]));
        var spec = read.Spec ?? throw new InvalidOperationException(read.Problems[0].ToString());
        return new SweepPlan(new SweepDefinition(spec, text, dataset));
    }
}
