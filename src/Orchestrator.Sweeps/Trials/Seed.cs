namespace Orchestrator.Sweeps.Trials;

/// <summary>The repeat of a trial: every random choice of the trial follows from it. From 0 to 2^31 - 1.</summary>
public readonly record struct Seed : IComparable<Seed>
{
    /// <summary>A seed of <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public Seed(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>The value, not negative.</summary>
    public int Value { get; }

    /// <inheritdoc/>
    public int CompareTo(Seed other) => Value.CompareTo(other.Value);

    /// <summary>The decimal digits.</summary>
    public override string ToString() => Value.ToString();
}
