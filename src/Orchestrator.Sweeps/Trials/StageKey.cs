namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// The SHA-256 of everything one stage of a trial depends on: a prefix of the trial's own canonical form. Trials that
/// share a stage have the same stage key, and every random number of the stage is drawn from a stream keyed by it.
/// </summary>
/// <param name="Value">The digest.</param>
public readonly record struct StageKey(Digest Value)
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();
}
