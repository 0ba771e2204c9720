using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Sweeps.Specs;

/// <summary>What came of reading a spec: the spec, or every problem that it has.</summary>
/// <param name="Spec">The spec; null where there is any problem.</param>
/// <param name="Problems">The problems in the order of the file; empty where there is a spec.</param>
public sealed record SpecReadResult(SweepSpec? Spec, IReadOnlyList<SpecProblem> Problems)
{
    /// <summary>
    /// What is allowed, and yet hardly meant, in the order of the file; where there are problems, as far as it was
    /// seen.
    /// </summary>
    public IReadOnlyList<SpecProblem> Warnings { get; init; } = [];

    /// <summary>True when the spec is right.</summary>
    [MemberNotNullWhen(true, nameof(Spec))]
    public bool IsValid => Spec is not null;

    /// <summary>The file's name as the reader was given it.</summary>
    internal string File { get; init; } = "";

    /// <summary>Where fields stand: line and column, each from 1.</summary>
    internal IReadOnlyDictionary<string, (int Line, int Column)> Places { get; init; } =
        new Dictionary<string, (int Line, int Column)>();

    /// <summary>
    /// A finding at the place of its field, or of the nearest field around it that is written; at the beginning of the
    /// file where there is none.
    /// </summary>
    public SpecProblem Locate(SpecFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var (line, column) = PlaceOf(finding.Field);
        return new SpecProblem(File, line, column, finding.Field, finding.Value, finding.Fault, finding.Allowed);
    }

    private (int Line, int Column) PlaceOf(string field)
    {
        for (var path = field; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (Places.TryGetValue(path, out var place))
                return place;
        }

        return (1, 1);
    }
}
