using Orchestrator.Sweeps.BuiltIn;

namespace Orchestrator.Sweeps.Tests.BuiltIn;

public sealed class QuickSizeTests
{
    private const string Full = """
        # What it asks.
        #
        # More.
        name: a
        dataset: {file: x.csv}

        # About models.
        models:
          - logreg
          # inside
          - mlp:
              epochs: 3
        seeds: 20

        """;

    [Fact]
    public void Fields_that_are_given_take_the_places_of_those_of_the_full_size() => Assert.Equal(
        """
        name: a-quick
        dataset: {file: x.csv}
        # Fewer.
        models:
        - knn
        seeds: 3
        attempts: 1

        """.ReplaceLineEndings("\n"),
        QuickSize.Of(
            Full.ReplaceLineEndings("\n"),
            "name: a-quick\nseeds: 3\n# Fewer.\nmodels:\n- knn\nattempts: 1\n"));

    [Fact]
    public void Nothing_given_is_the_full_size() =>
        Assert.Equal(Full.ReplaceLineEndings("\n"), QuickSize.Of(Full.ReplaceLineEndings("\n"), ""));

    [Fact]
    public void Every_published_sweep_has_both_sizes()
    {
        var names = BuiltInSweeps.List().Select(s => s.Name).Where(n => !n.StartsWith("titanic", StringComparison.Ordinal));
        var full = names.Where(n => !n.EndsWith(BuiltInSweep.Quick, StringComparison.Ordinal)).ToList();
        Assert.Equal(24, full.Count);
        Assert.All(full, name => Assert.NotNull(BuiltInSweeps.Find(name + BuiltInSweep.Quick)));
        Assert.All(full, name => Assert.DoesNotContain("---", BuiltInSweeps.Find(name)!.Text, StringComparison.Ordinal));
    }
}
