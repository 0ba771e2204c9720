using System.Globalization;

namespace Orchestrator.Reports.Figures;

/// <summary>Where values lie along an axis, in pixels, and which of them are named.</summary>
internal sealed class AxisScale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;
    private readonly bool _logarithmic;

    /// <summary>An axis that shows all of <paramref name="values"/>; values that are not finite are left out.</summary>
    /// <param name="values">What must be seen; at least one finite value.</param>
    /// <param name="from">The pixel of the lowest value.</param>
    /// <param name="to">The pixel of the highest value.</param>
    /// <param name="logarithmic">Whether equal ratios are equally long; then values from 0 down are left out.</param>
    /// <param name="fromZero">Whether it begins at 0 where nothing is below it, as bars need it.</param>
    public AxisScale(
        IEnumerable<double> values, double from, double to, bool logarithmic = false, bool fromZero = false)
    {
        _logarithmic = logarithmic;
        var places = values.Where(v => double.IsFinite(v) && (!logarithmic || v > 0)).Select(Place).ToList();
        if (places.Count == 0)
            places = [0, 1];
        var (low, high) = (places.Min(), places.Max());
        var room = high > low ? (high - low) * 0.05 : Math.Max(Math.Abs(low) * 0.1, 0.1);
        (_low, _high, _from, _to) = (fromZero && low >= 0 ? 0 : low - room, high + room, from, to);
        Ticks = logarithmic ? Powers() : Steps();
    }

    /// <summary>The values that are named, ascending.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Whether a value can be drawn.</summary>
    public bool Has(double value) => double.IsFinite(value) && (!_logarithmic || value > 0);

    /// <summary>The pixel of a value.</summary>
    public double At(double value) => _from + (Place(value) - _low) / (_high - _low) * (_to - _from);

    /// <summary>The name of a tick.</summary>
    public static string Label(double tick) => Math.Abs(tick) is > 0 and (< 1e-3 or >= 1e6)
        ? tick.ToString("0.#E0", CultureInfo.InvariantCulture)
        : tick.ToString("0.####", CultureInfo.InvariantCulture);

    private double Place(double value) => _logarithmic ? Math.Log10(value) : value;

    private List<double> Steps()
    {
        var raw = (_high - _low) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(m => m * power).First(s => s >= raw * 0.999);
        var ticks = new List<double>();
        for (var n = Math.Ceiling(_low / step); n * step <= _high; n++)
            ticks.Add(Math.Round(n * step, 12) + 0.0);
        return ticks;
    }

    private List<double> Powers()
    {
        var every = Math.Max(1, (int)Math.Ceiling((_high - _low) / 6));
        var ticks = new List<double>();
        for (var power = (int)Math.Ceiling(_low); power <= _high; power += every)
            ticks.Add(Math.Pow(10, power));
        return ticks.Count > 1 ? ticks : [Math.Pow(10, _low), Math.Pow(10, _high)];
    }
}
