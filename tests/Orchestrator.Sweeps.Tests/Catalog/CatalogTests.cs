using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Tests.Catalog;

public sealed class CatalogTests
{
    private static readonly IReadOnlyList<AlgorithmDescriptor> All =
        [.. GeneratorAlgorithms.All, .. ModelAlgorithms.All];

    [Fact]
    public void Catalog_names_are_unique_and_in_kebab_case()
    {
        Assert.Equal(All.Count, All.Select(a => a.Name).Distinct().Count());
        Assert.All(All.SelectMany(a => a.Settings.Select(s => s.Name).Append(a.Name)),
            name => Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", name));
        Assert.All(All, a => Assert.Equal(a.Settings.Count, a.Settings.Select(s => s.Name).Distinct().Count()));
    }

    [Fact]
    public void Catalog_defaults_are_allowed_and_canonical() =>
        Assert.All(All.SelectMany(a => a.Settings.Select(s => (a.Name, Setting: s))), s =>
            Assert.Equal((s.Name, s.Setting.Name, s.Setting.Default),
                (s.Name, s.Setting.Name, SettingText.Canonical(s.Setting, s.Setting.Default))));

    [Fact]
    public void Catalog_versions_start_at_one() => Assert.All(All, a => Assert.True(a.Version >= 1));
}
