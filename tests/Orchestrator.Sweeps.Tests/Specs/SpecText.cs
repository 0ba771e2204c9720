using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>Reads specs as the tests want them: right, or with their problems as lines.</summary>
internal static class SpecText
{
    /// <summary>The spec of a file that must be right.</summary>
    public static SweepSpec Right(string text)
    {
        var result = SpecReader.Read(text, "sweep.yaml", TestVocabulary.Instance);
        Assert.Empty(result.Problems.Select(p => p.ToString()));
        Assert.True(result.IsValid);
        return result.Spec;
    }

    /// <summary>The spec of the shortest right file with these lines added.</summary>
    public static SweepSpec With(params string[] lines) => Right(TestSweeps.Yaml([.. Start, .. lines]));

    /// <summary>The problems of a file.</summary>
    public static IReadOnlyList<string> Problems(string text)
    {
        var result = SpecReader.Read(text, "sweep.yaml", TestVocabulary.Instance);
        Assert.Null(result.Spec);
        return [.. result.Problems.Select(p => p.ToString())];
    }

    /// <summary>
    /// The problems of the shortest right file with these lines added: the first of them stands in line 4.
    /// </summary>
    public static IReadOnlyList<string> ProblemsWith(params string[] lines) =>
        Problems(TestSweeps.Yaml([.. Start, .. lines]));

    private static readonly string[] Start = ["name: a", "dataset: titanic", "models: logreg"];
}
