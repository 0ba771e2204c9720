using System.Globalization;

namespace Orchestrator.Sweeps.Trials;

/// <summary>The share of the training rows that a trial may use: greater than 0, at most 1.</summary>
public readonly record struct Fraction : IComparable<Fraction>
{
    /// <summary>A fraction of <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in (0, 1].</exception>
    public Fraction(double value)
    {
        if (!(value > 0 && value <= 1))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A fraction is greater than 0 and at most 1.");
        Value = value;
    }

    /// <summary>The value, in (0, 1].</summary>
    public double Value { get; }

    /// <summary>How many of <paramref name="rows"/> rows the fraction keeps: the product rounded down.</summary>
    public int Of(int rows) => (int)Math.Floor(rows * Value + 1e-9);

    /// <inheritdoc/>
    public int CompareTo(Fraction other) => Value.CompareTo(other.Value);

    /// <summary>The shortest text that reads back as the same value.</summary>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
