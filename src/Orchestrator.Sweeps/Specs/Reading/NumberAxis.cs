namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>What an axis of numbers accepts.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Allowed">The rule in words.</param>
/// <param name="Range">A range as it may be written, for messages.</param>
internal sealed record NumberAxis(string Field, decimal Minimum, decimal Maximum, string Allowed, string Range)
{
    /// <summary>The most values of one axis.</summary>
    public const int MostValues = 100_000;

    /// <summary>Whether the smallest value itself is refused.</summary>
    public bool AboveMinimum { get; init; }

    /// <summary>Whether only whole numbers are accepted.</summary>
    public bool Whole { get; init; }

    public static NumberAxis Fractions { get; } =
        new("fractions", 0, 1, "a fraction is greater than 0 and at most 1", "0.3..0.8 step 0.1")
        {
            AboveMinimum = true,
        };

    public static NumberAxis Boosts { get; } =
        new("boosts", 0, 1000, "a boost factor lies between 0 and 1000", "0..2 step 0.5");

    public static NumberAxis Seeds { get; } =
        new("seeds", 0, int.MaxValue, "a seed is a whole number from 0 to 2147483647", "0..9") { Whole = true };

    public bool Accepts(decimal value) => value <= Maximum && (AboveMinimum ? value > Minimum : value >= Minimum);
}
