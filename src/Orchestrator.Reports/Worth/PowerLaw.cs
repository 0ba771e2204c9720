namespace Orchestrator.Reports.Worth;

/// <summary>
/// The usual form of a learning curve: s(n) = a - b · n^-c with b ≥ 0 and c &gt; 0 (Viering and Loog 2023, section 4).
/// It is read up to twice the largest subset and down to half the smallest, no further.
/// </summary>
internal sealed class PowerLaw : GrowthCurve
{
    private readonly double _a;
    private readonly double _b;
    private readonly double _c;
    private readonly double _unit;

    /// <summary>s(n) = a - b · (n ÷ unit)^-c over points from <paramref name="first"/> to <paramref name="unit"/>
    /// rows.</summary>
    public PowerLaw(double a, double b, double c, double first, double unit)
    {
        (_a, _b, _c, _unit) = (a, b, c, unit);
        Least = first / 2;
        Most = unit * 2;
    }

    /// <inheritdoc/>
    public override double Least { get; }

    /// <inheritdoc/>
    public override double Most { get; }

    /// <inheritdoc/>
    public override double At(double rows) => _a - _b * Math.Pow(rows / _unit, -_c);
}
