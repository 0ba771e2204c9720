using System.Globalization;

namespace Orchestrator.Sweeps.Trials;

/// <summary>Synthetic rows ÷ real training rows: 0.2 adds 20 %. From 0 (no generator) to 1,000.</summary>
public readonly record struct BoostFactor : IComparable<BoostFactor>
{
    /// <summary>The largest boost factor accepted.</summary>
    public const double Maximum = 1_000;

    /// <summary>A boost factor of <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1000].</exception>
    public BoostFactor(double value)
    {
        if (!(value >= 0 && value <= Maximum))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A boost factor lies between 0 and 1000.");
        Value = value + 0.0; // a negative zero becomes the plain one: its text is part of keys
    }

    /// <summary>The value, in [0, 1000].</summary>
    public double Value { get; }

    /// <summary>True when no synthetic row is added, so that no generator is needed.</summary>
    public bool IsNone => Value == 0;

    /// <summary>
    /// How many synthetic rows go with <paramref name="realRows"/> real ones: the product rounded down.
    /// </summary>
    public int Of(int realRows) => (int)Math.Floor(realRows * Value + 1e-9);

    /// <inheritdoc/>
    public int CompareTo(BoostFactor other) => Value.CompareTo(other.Value);

    /// <summary>The shortest text that reads back as the same value.</summary>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
