using System.Text.Json;
using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Worker.Tests.Execution;

/// <summary>How many replicas train together is chosen by measurement, so no result may depend on it.</summary>
public sealed class GroupSizeTests
{
    private const string Sweep = """
        name: groups
        dataset: iris
        fractions: [0.5]
        generators:
          - wgan-gp: { epochs: 3 }
          - dcgan: { epochs: 3 }
          - tvae: { epochs: 2 }
          - tab-ddpm: { steps: 20 }
        boosts: [0, 0.5]
        models:
          - mlp: { max-epochs: 4, hidden: 16 }
        seeds: 5
        """;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public void Results_are_the_same_whatever_k(int replicas)
    {
        var plan = Runs.Plan(Sweep);

        var alone = Runs.All(plan, sizes: GroupSizes.Fixed(1));
        var together = Runs.All(plan, sizes: GroupSizes.Fixed(replicas));

        foreach (var (trial, result) in alone)
            Assert.Equal(JsonSerializer.Serialize(result), JsonSerializer.Serialize(together[trial]));
    }
}
