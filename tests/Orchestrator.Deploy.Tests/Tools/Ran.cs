namespace Orchestrator.Deploy.Tests.Tools;

/// <summary>What a program came to.</summary>
internal sealed record Ran(int Code, string Out, string Error)
{
    /// <summary>Its output, where it succeeded; else the test fails with what it said.</summary>
    public string Succeeded()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Error}\n{Out}");
        return Out;
    }
}
