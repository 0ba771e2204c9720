using System.Globalization;

namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// Synthetic rows ÷ real training rows: 0.2 adds 20 %. From 0 (no generator) to 1,000. One that replaces leaves the
/// real rows out: 1 then trains on as many synthetic rows as there are real ones, and on those alone.
/// </summary>
public readonly record struct BoostFactor : IComparable<BoostFactor>
{
    /// <summary>The largest boost factor accepted.</summary>
    public const double Maximum = 1_000;

    /// <summary>A boost factor of <paramref name="value"/>.</summary>
    /// <param name="value">Synthetic rows ÷ real rows, in [0, 1000].</param>
    /// <param name="replaces">Whether the synthetic rows take the place of the real ones; not with 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is not in [0, 1000], or 0 is to replace: no row would be left.
    /// </exception>
    public BoostFactor(double value, bool replaces = false)
    {
        if (!(value >= 0 && value <= Maximum))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A boost factor lies between 0 and 1000.");
        if (replaces && value == 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "No row would be left to train on.");
        Value = value + 0.0; // a negative zero becomes the plain one: its text is part of keys
        Replaces = replaces;
    }

    /// <summary>The value, in [0, 1000].</summary>
    public double Value { get; }

    /// <summary>Whether the synthetic rows take the place of the real ones.</summary>
    public bool Replaces { get; }

    /// <summary>True when no synthetic row is added, so that no generator is needed.</summary>
    public bool IsNone => Value == 0;

    /// <summary>
    /// How many synthetic rows go with <paramref name="realRows"/> real ones, or in their place: the product rounded
    /// down.
    /// </summary>
    public int Of(int realRows) => (int)Math.Floor(realRows * Value + 1e-9);

    /// <summary>By value; of equal ones those that add come before those that replace.</summary>
    public int CompareTo(BoostFactor other) =>
        Value.CompareTo(other.Value) is var order && order != 0 ? order : Replaces.CompareTo(other.Replaces);

    /// <summary>
    /// The shortest text that reads back as the same value; behind <c>replace </c> where it replaces.
    /// </summary>
    public override string ToString() =>
        (Replaces ? "replace " : "") + Value.ToString("R", CultureInfo.InvariantCulture);
}
