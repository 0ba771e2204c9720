using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>
/// Mode-specific normalisation of a column of numbers (Xu et al. 2019, section 4.2): the mode is drawn from its
/// probabilities given the value, the place in it is (x - μ) / 4σ, held in ±0.99. The mixture is fitted to standardised
/// values. A column that never changes is one mode without width. Immutable.
/// </summary>
internal sealed class ModeColumn
{
    private const double Widths = 4;
    private const double MostPlace = 0.99;

    // Keeps every mode possible, as the published code does.
    private const double LeastProbability = 1e-6;

    private readonly VariationalMixture? _mixture;
    private readonly int[] _modes;
    private readonly double _centre;
    private readonly double _unit;

    /// <summary>Fits on the training rows' values.</summary>
    /// <exception cref="TrainingException">A value is not a finite number.</exception>
    public ModeColumn(double[] values, TabularOptions options)
    {
        if (!Array.TrueForAll(values, double.IsFinite))
            throw new TrainingException("A column has a value that is not a finite number.");
        _centre = values.Average();
        _unit = Math.Sqrt(values.Sum(value => (value - _centre) * (value - _centre)) / values.Length);
        _modes = [0];
        if (!(_unit > 0) || !double.IsFinite(_unit))
        {
            (_centre, _unit) = (values[0], 0);
            return;
        }

        var standard = Array.ConvertAll(values, value => (value - _centre) / _unit);
        _mixture = new VariationalMixture(standard, options.Modes, options.Concentration);
        _modes =
        [
            .. Enumerable.Range(0, _mixture.Weights.Length).Where(c => _mixture.Weights[c] >= options.LeastWeight),
        ];
        if (_modes.Length == 0)
            _modes = [Array.IndexOf(_mixture.Weights, _mixture.Weights.Max())];
    }

    /// <summary>The modes that are left.</summary>
    public int Count => _modes.Length;

    /// <summary>A mode's mean and standard deviation, in the values' unit.</summary>
    public (double Mean, double Deviation) Mode(int mode) => _mixture is null
        ? (_centre, 0)
        : (_centre + (_unit * _mixture.Means[_modes[mode]]), _unit * Math.Sqrt(_mixture.Variances[_modes[mode]]));

    /// <summary>The mode of each value and its place there; which mode is drawn from a stream.</summary>
    public (int[] Modes, float[] Places) Encode(double[] values, RandomStream random)
    {
        var (modes, places, draws) = (new int[values.Length], new float[values.Length], new float[values.Length]);
        if (_mixture is null)
            return (modes, places);
        random.Uniform(0, draws);
        var all = new double[_mixture.Means.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _mixture.Posterior((values[i] - _centre) / _unit, all);
            modes[i] = Draw(all, draws[i]);
            var (mean, deviation) = Mode(modes[i]);
            places[i] = (float)Math.Clamp((values[i] - mean) / (Widths * deviation), -MostPlace, MostPlace);
        }

        return (modes, places);
    }

    /// <summary>The value at a place of a mode.</summary>
    public double Decode(int mode, double place)
    {
        var (mean, deviation) = Mode(mode);
        return mean + (Widths * deviation * Math.Clamp(place, -1, 1));
    }

    private int Draw(double[] probabilities, double draw)
    {
        var sum = 0.0;
        foreach (var mode in _modes)
            sum += probabilities[mode] + LeastProbability;
        var left = draw * sum;
        for (var m = 0; m < _modes.Length - 1; m++)
        {
            left -= probabilities[_modes[m]] + LeastProbability;
            if (left < 0)
                return m;
        }

        return _modes.Length - 1;
    }
}
