using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// Means over the fits of one generator on one fraction. An epoch's are over the fits that came to it; what no fit has
/// is left empty.
/// </summary>
internal sealed class FitMeans
{
    private const int MostEpochs = 100;
    private readonly List<EpochSums> _epochs = [];
    private readonly List<GeneratorQuality> _qualities = [];

    /// <summary>Fits added.</summary>
    public int Fits { get; private set; }

    /// <summary>Adds a fit, in the order of the seeds; nothing where there is none.</summary>
    public void Add(GeneratorTrace? trace)
    {
        if (trace is null)
            return;
        Fits++;
        for (var epoch = 0; epoch < trace.GeneratorLoss.Count; epoch++)
        {
            if (epoch == _epochs.Count)
                _epochs.Add(new EpochSums());
            _epochs[epoch].Add(
                At(trace.GeneratorLoss, epoch), At(trace.DiscriminatorLoss, epoch), At(trace.RealScore, epoch),
                At(trace.FakeScore, epoch));
        }

        if (trace.Details?.Quality is { } quality)
            _qualities.Add(quality);
    }

    /// <summary>The means so far.</summary>
    public GeneratorSummary Summarise(string sweep, double fraction, string generator)
    {
        var shown = Shown();
        return new GeneratorSummary(
            sweep, fraction, generator, Fits, [.. shown.Select(epoch => epoch + 1)],
            Means(shown, 0), Means(shown, 1), Means(shown, 2), Means(shown, 3),
            _qualities.Count == 0 ? null : QualityMeans.Of(_qualities));
    }

    // A generator without a discriminator has no scores of one.
    private static float? At(IReadOnlyList<float> values, int epoch) => epoch < values.Count ? values[epoch] : null;

    private double[] Means(List<int> shown, int measure)
    {
        var means = shown.Select(epoch => _epochs[epoch].Mean(measure)).ToList();
        return means.Contains(null) ? [] : [.. means.Select(mean => mean!.Value)];
    }

    // All epochs, or a hundred of them as evenly spread as can be, the first and the last included.
    private List<int> Shown() => _epochs.Count <= MostEpochs
        ? [.. Enumerable.Range(0, _epochs.Count)]
        : [.. Enumerable.Range(0, MostEpochs)
            .Select(i => (int)Math.Round(i * (_epochs.Count - 1.0) / (MostEpochs - 1)))];

    private sealed class EpochSums
    {
        private readonly double[] _sums = new double[4];
        private readonly int[] _counts = new int[4];

        public void Add(params ReadOnlySpan<float?> values)
        {
            for (var i = 0; i < values.Length; i++)
                (_sums[i], _counts[i]) = (_sums[i] + (values[i] ?? 0), _counts[i] + (values[i] is null ? 0 : 1));
        }

        public double? Mean(int measure) => _counts[measure] == 0 ? null : _sums[measure] / _counts[measure];
    }
}
