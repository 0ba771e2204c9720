namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>The checks themselves are checked: each way to break a rendering is found, and said to be what it is.</summary>
public sealed class BrokenRenderingTests(BrokenRenderings broken) : IClassFixture<BrokenRenderings>
{
    public static TheoryData<string> Names => [.. Breakages.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_rendering_is_found_out(string name) =>
        Assert.Contains(broken.Findings(name), f => f.Contains(Breakages.All[name].Finding, StringComparison.Ordinal));
}
