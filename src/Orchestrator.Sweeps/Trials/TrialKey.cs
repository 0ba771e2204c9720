namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// The SHA-256 of everything a trial's result depends on. Two trials with one key have one result, in whatever sweep
/// they stand; a result is stored under it once.
/// </summary>
/// <param name="Value">The digest.</param>
public readonly record struct TrialKey(Digest Value)
{
    /// <inheritdoc cref="Digest.Parse"/>
    public static TrialKey Parse(string hex) => new(Digest.Parse(hex));

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();
}
