namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

/// <summary>Specs as clients send them.</summary>
internal static class RpcSpecs
{
    /// <summary>2 fractions × 2 models × some seeds, without a generator: 2 bundles for up to 16 seeds.</summary>
    public static string Tiny(string name = "tiny", int seeds = 2, int attempts = 1) => $"""
        name: {name}
        dataset: iris
        fractions: [0.5, 1]
        boosts: [0]
        models: [majority, knn]
        seeds: {seeds}
        attempts: {attempts}
        """;
}
