using System.Globalization;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// One setting that a search varies, with the values that it may take. Every text that a dimension gives is the
/// canonical text of a value that the setting accepts.
/// </summary>
/// <param name="Name">What the dimension is called: the setting's name, or a path that ends in it.</param>
/// <param name="Setting">The setting.</param>
public abstract record SearchDimension(string Name, SettingDescriptor Setting)
{
    /// <summary>How many different values there are; null: a continuum.</summary>
    public abstract long? ValueCount { get; }

    /// <summary>How many values a grid goes through; null: a continuum without a number of points.</summary>
    public abstract int? GridCount { get; }

    /// <summary>The values in one word without blanks: <c>elu|relu</c>, <c>1..7</c>, <c>0.0003..0.03/log</c>.</summary>
    public abstract string Domain { get; }

    /// <summary>The value at a place of the grid, from 0.</summary>
    public abstract string GridValue(int index);

    /// <summary>Whether the values have no order that a sampler may use.</summary>
    internal abstract bool IsCategorical { get; }

    /// <summary>The value at a coordinate in [0, 1]: uniform coordinates give the distribution to draw from.</summary>
    internal abstract string At(double coordinate);

    /// <summary>The coordinate of one of the dimension's values, the middle of those that give it.</summary>
    internal abstract double CoordinateOf(string value);

    /// <summary>The name and the domain: <c>layers=1..7</c>.</summary>
    public sealed override string ToString() => $"{Name}={Domain}";

    /// <summary>The canonical text of a number within the dimension.</summary>
    private protected string Canonical(double number) =>
        SettingText.Canonical(Setting, number.ToString("R", CultureInfo.InvariantCulture))
        ?? throw new ArgumentOutOfRangeException(
            nameof(number), number, $"{Name} is {SettingText.Allowed(Setting)}.");

    private protected static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private protected static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A list of values, without an order.</summary>
/// <param name="Name">What the dimension is called.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Values">Canonical texts; not empty, no duplicates.</param>
public sealed record ListDimension(string Name, SettingDescriptor Setting, IReadOnlyList<string> Values)
    : SearchDimension(Name, Setting)
{
    /// <inheritdoc/>
    public override long? ValueCount => Values.Count;

    /// <inheritdoc/>
    public override int? GridCount => Values.Count;

    /// <inheritdoc/>
    public override string Domain => string.Join('|', Values);

    /// <inheritdoc/>
    public override string GridValue(int index) => Values[index];

    internal override bool IsCategorical => true;

    internal override string At(double coordinate) =>
        Values[Math.Min((int)(coordinate * Values.Count), Values.Count - 1)];

    internal override double CoordinateOf(string value)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (Values[i] == value)
                return (i + 0.5) / Values.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"{Name} is one of {Domain}.");
    }
}

/// <summary>The whole numbers from one to another, both included.</summary>
/// <param name="Name">What the dimension is called.</param>
/// <param name="Setting">The setting.</param>
/// <param name="From">The smallest; from 1 where <paramref name="Log"/>.</param>
/// <param name="To">The largest, above <paramref name="From"/>.</param>
/// <param name="Log">Whether equal ratios, rather than equal differences, are equally likely.</param>
/// <param name="Points">How many of them a grid goes through, at equal distances or ratios; null: all.</param>
public sealed record WholeDimension(
    string Name, SettingDescriptor Setting, int From, int To, bool Log = false, int? Points = null)
    : SearchDimension(Name, Setting)
{
    // A grid of more values than this is not gone through.
    private const int MostGridValues = 1_000_000;

    /// <inheritdoc/>
    public override long? ValueCount => (long)To - From + 1;

    /// <inheritdoc/>
    public override int? GridCount =>
        Points is not null ? GridPoints.Length : ValueCount > MostGridValues ? null : To - From + 1;

    /// <inheritdoc/>
    public override string Domain => $"{From}..{To}{(Log ? "/log" : "")}{(Points is { } n ? $"/{n}" : "")}";

    /// <inheritdoc/>
    public override string GridValue(int index) => Canonical(Points is null ? From + index : GridPoints[index]);

    internal override bool IsCategorical => false;

    // Each number has the interval from half below it to half above it.
    private double Low => Scale(From - 0.5);

    private double High => Scale(To + 0.5);

    private int[] GridPoints => [.. Enumerable.Range(0, Points!.Value)
        .Select(i => Nearest(Scale(From), Scale(To), i / (Points.Value - 1.0))).Distinct()];

    internal override string At(double coordinate) => Canonical(Nearest(Low, High, coordinate));

    internal override double CoordinateOf(string value) => (Scale(Number(value)) - Low) / (High - Low);

    private int Nearest(double low, double high, double share)
    {
        var at = low + share * (high - low);
        return (int)Math.Clamp(Math.Round(Log ? Math.Exp(at) : at), From, To);
    }

    private double Scale(double number) => Log ? Math.Log(number) : number;
}

/// <summary>The real numbers from one to another.</summary>
/// <param name="Name">What the dimension is called.</param>
/// <param name="Setting">The setting.</param>
/// <param name="From">The smallest; above 0 where <paramref name="Log"/>.</param>
/// <param name="To">The largest, above <paramref name="From"/>.</param>
/// <param name="Log">Whether the numbers are log-uniform rather than uniform.</param>
/// <param name="Points">How many of them a grid goes through, from 2; null: it cannot.</param>
public sealed record RealDimension(
    string Name, SettingDescriptor Setting, double From, double To, bool Log = false, int? Points = null)
    : SearchDimension(Name, Setting)
{
    private const int SignificantDigits = 6;

    /// <inheritdoc/>
    public override long? ValueCount => null;

    /// <inheritdoc/>
    public override int? GridCount => Points;

    /// <inheritdoc/>
    public override string Domain =>
        $"{Text(From)}..{Text(To)}{(Log ? "/log" : "")}{(Points is { } n ? $"/{n}" : "")}";

    /// <inheritdoc/>
    public override string GridValue(int index) => At(index / (Points!.Value - 1.0));

    internal override bool IsCategorical => false;

    internal override string At(double coordinate)
    {
        var at = Scale(From) + coordinate * (Scale(To) - Scale(From));
        return Canonical(Math.Clamp(Rounded(Log ? Math.Exp(at) : at), From, To));
    }

    internal override double CoordinateOf(string value) =>
        Math.Clamp((Scale(Number(value)) - Scale(From)) / (Scale(To) - Scale(From)), 0, 1);

    // Six digits: as fine as any setting is felt, and short in labels.
    private static double Rounded(double number) => double.Parse(
        number.ToString($"E{SignificantDigits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private double Scale(double number) => Log ? Math.Log(number) : number;
}
