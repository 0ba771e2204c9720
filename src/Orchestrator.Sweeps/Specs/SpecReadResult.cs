using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Sweeps.Specs;

/// <summary>What came of reading a spec: the spec, or every problem that it has.</summary>
/// <param name="Spec">The spec; null where there is any problem.</param>
/// <param name="Problems">The problems in the order of the file; empty where there is a spec.</param>
public sealed record SpecReadResult(SweepSpec? Spec, IReadOnlyList<SpecProblem> Problems)
{
    /// <summary>True when the spec is right.</summary>
    [MemberNotNullWhen(true, nameof(Spec))]
    public bool IsValid => Spec is not null;
}
