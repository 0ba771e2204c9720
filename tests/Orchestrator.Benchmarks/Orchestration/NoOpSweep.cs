using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// A sweep for workers that do nothing: 4 fractions × (no boost + 2 boosts × 2 generators) × 5 models × seeds, that is
/// 100 trials a seed, in bundles of 80 and 160.
/// </summary>
public static class NoOpSweep
{
    /// <summary>Trials of one seed.</summary>
    public const int TrialsPerSeed = 100;

    /// <summary>The names that the spec uses.</summary>
    public static SpecVocabulary Vocabulary { get; } = SpecVocabulary.Of(["titanic"]);

    /// <summary>The plan of at least so many trials.</summary>
    public static SweepPlan Plan(long trials)
    {
        var text = $"""
            name: no-op
            dataset: titanic
            fractions: [0.25, 0.5, 0.75, 1.0]
            boosts: [0, 0.5, 1]
            generators: [wgan-gp, dcgan]
            models: [logreg, svc, random-forest, knn, majority]
            seeds: {(trials + TrialsPerSeed - 1) / TrialsPerSeed}
            """;
        var read = SpecReader.Read(text, "no-op.yaml", Vocabulary);
        var spec = read.Spec ?? throw new InvalidOperationException(read.Problems[0].ToString());
        return new SweepPlan(new SweepDefinition(spec, text, Digest.Of("no rows"u8)));
    }

    /// <summary>The record under which it is submitted.</summary>
    public static SweepRecord Record(SweepPlan plan) => new(
        plan.Definition.Id, plan.Definition.Spec.Name, plan.Definition.SpecText, SpecPath: null,
        plan.Definition.DatasetHash, DateTimeOffset.UnixEpoch);
}
