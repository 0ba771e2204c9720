namespace Orchestrator.Sweeps.Specs;

/// <summary>
/// What was found of a field of a spec that was read: a problem or a warning that has no place in the file yet.
/// </summary>
/// <param name="Field">The path of the field, <c>models[1].mlp.batch</c>.</param>
/// <param name="Value">The value as a message shows it; null where there is none.</param>
/// <param name="Fault">What is wrong, or odd, with it.</param>
/// <param name="Allowed">What is allowed instead, or what comes of it.</param>
public sealed record SpecFinding(string Field, string? Value, string Fault, string Allowed)
{
    /// <summary>In one line, without a place: <c>models[1].mlp.batch: 32 is …; …</c>.</summary>
    public override string ToString() =>
        $"{Field}: {(Value is null ? "" : Value + " ")}{Fault}; {Allowed}";
}
