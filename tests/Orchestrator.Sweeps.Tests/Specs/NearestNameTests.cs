using Orchestrator.Sweeps.Specs.Reading;

namespace Orchestrator.Sweeps.Tests.Specs;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("", "ab", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("seeds", "sedes", 1)]
    [InlineData("ca", "abc", 3)]
    public void Distance_counts_edits(string a, string b, int edits) => Assert.Equal(edits, NearestName.Distance(a, b));

    [Theory]
    [InlineData("fractons", "fractions")]
    [InlineData("Seeds", "seeds")]
    [InlineData("seed", "seeds")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void Of_gives_the_name_that_was_probably_meant(string word, string? name) =>
        Assert.Equal(name, NearestName.Of(word, ["name", "fractions", "seeds"]));

    [Fact]
    public void Of_very_long_word_is_not_looked_up() =>
        Assert.Null(NearestName.Of(new string('a', 100_000), ["aaa"]));
}
