using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.Quality;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Costs;

/// <summary>
/// Measures what the parts of a sweep take, on rows of its own data set: each algorithm at the smallest and the largest
/// size that the sweep has, and between. Small sizes come first, so that a budget that runs out leaves something of
/// every algorithm.
/// </summary>
public sealed class SweepProbes
{
    private const int SeedsOfNetworks = 3;
    private const double Brief = 0.02;
    private const double Near = 1.3;

    private readonly SweepPlan _plan;
    private readonly SweepSpec _spec;
    private readonly ProbeRows _rows;
    private readonly TabularDataset _dataset;
    private readonly CostMeter _meter;
    private readonly FitProbe _fits;
    private readonly Action<string> _progress;
    private readonly string _data;
    private readonly int _trainingRows;
    private readonly HashSet<(string, CostedWork)> _warm = [];
    private readonly List<(Fraction Fraction, FittedGenerator Fitted, PreparedTable Real)> _generated = [];
    private DeviceCosts _costs;

    private SweepProbes(
        SweepPlan plan, TabularDataset dataset, DeviceCosts costs, CostMeter meter, Action<string> progress)
    {
        (_plan, _spec, _dataset, _costs, _meter) = (plan, plan.Definition.Spec, dataset, costs, meter);
        (_rows, _fits, _progress) = (new ProbeRows(plan, dataset), new FitProbe(meter), progress);
        _data = plan.Definition.DatasetHash.ToString();
        _trainingRows = TrainingRows(plan, dataset);
    }

    /// <summary>How much processor time is spent on measuring, where nothing is said.</summary>
    public static TimeSpan DefaultBudget { get; } = TimeSpan.FromSeconds(8);

    /// <summary>Measures what is not known yet of a sweep.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="dataset">Its data set.</param>
    /// <param name="known">What was measured before on this device.</param>
    /// <param name="context">The clock, the token, and the device.</param>
    /// <param name="budget">Processor time to spend; what does not fit in is left out.</param>
    /// <param name="progress">Is told what is measured next.</param>
    /// <returns>What was known, and what was measured.</returns>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public static DeviceCosts Measure(
        SweepPlan plan, TabularDataset dataset, DeviceCosts known, TrainingContext context, TimeSpan budget,
        Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        var meter = new CostMeter(context.Device, context.Time, budget, context.Cancellation);
        return new SweepProbes(plan, dataset, known, meter, progress ?? (_ => { })).Run();
    }

    /// <summary>Rows of the training part of a sweep's data set, from 1.</summary>
    public static int TrainingRows(SweepPlan plan, TabularDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var spec = plan.Definition.Spec;
        var (train, _) = Splits.Split(dataset, spec.Split, plan.Keys.Split(spec.Seeds[0]));
        return Math.Max(1, train.Length);
    }

    private DeviceCosts Run()
    {
        List<Fraction> fractions = [.. _spec.Fractions.Order()];
        List<Fraction> ends = fractions[0].Value == fractions[^1].Value
            ? [fractions[0]]
            : [fractions[0], fractions[^1]];
        List<BoostFactor> boosts = [.. _spec.Boosts.Where(boost => !boost.IsNone).Order()];
        Prepare(ends);
        if (_spec.Boosts.Any(boost => boost.IsNone))
        {
            foreach (var fraction in ends)
                Models(CostedWork.FitModel, fraction, new BoostFactor(0));
        }

        if (boosts.Count == 0 || _spec.Generators.Count == 0)
            return _costs;
        if (!AreKnown(ends, boosts))
        {
            foreach (var fraction in ends)
                Generators(fraction, boosts[^1]);
        }

        foreach (var (fraction, boost) in Corners(fractions, boosts))
            Models(CostedWork.FitBoosted, fraction, boost);
        return _costs;
    }

    private static IEnumerable<(Fraction, BoostFactor)> Corners(List<Fraction> fractions, List<BoostFactor> boosts) =>
        new[]
        {
            (fractions[0], boosts[0]), (fractions[fractions.Count / 2], boosts[boosts.Count / 2]),
            (fractions[^1], boosts[^1]),
        }.Distinct();

    private void Prepare(List<Fraction> fractions)
    {
        foreach (var fraction in fractions)
        {
            var rows = fraction.Of(_trainingRows);
            if (!IsKnown(null, CostedWork.Prepare, rows))
                Add(null, CostedWork.Prepare, rows, 2, _ => _rows.Prepare(fraction, 0));
        }
    }

    // Rows of the generators are needed wherever a boosted fit is not known.
    private bool AreKnown(List<Fraction> ends, List<BoostFactor> boosts)
    {
        return _spec.Generators.All(generator => ends.All(f =>
                IsKnown(generator, CostedWork.FitGenerator, f.Of(_trainingRows))))
            && Corners([.. _spec.Fractions.Order()], boosts).All(corner => _spec.Models.All(model =>
                IsKnown(model, CostedWork.FitBoosted, Rows(corner.Item1.Of(_trainingRows), corner.Item2))));
    }

    private void Generators(Fraction fraction, BoostFactor largest)
    {
        foreach (var generator in _spec.Generators)
        {
            _progress($"{generator.Algorithm.Name} on {fraction} of the rows");
            var (train, test) = _rows.Prepare(fraction, 0);
            var rows = train.Labels.Length;
            var task = ProbeRows.Task(train, generator.Algorithm.Name, 0);
            FittedGenerator? fitted = null;
            double? Fit()
            {
                (var once, fitted) = _fits.Generator(generator, task);
                return once;
            }

            Warm(generator, CostedWork.FitGenerator, Fit);
            Add(generator, CostedWork.FitGenerator, rows, Guarded(Fit), _fits.Note);
            if (fitted is null)
                continue;
            _generated.Add((fraction, fitted, train));
            Add(generator, CostedWork.Synthesise, Math.Max(1, largest.Of(rows)), 2,
                context => fitted.Synthesise(largest.Of(rows), context));
            Add(generator, CostedWork.MeasureQuality, rows, 2, context => QualityMeasurer.Measure(
                new StageKey(ProbeRows.Key("quality", 0)), train, test,
                fitted.Synthesise(Math.Min(rows, GeneratorQuality.MostRows), context), _dataset.Classes, context));
        }
    }

    private void Models(CostedWork work, Fraction fraction, BoostFactor boost)
    {
        foreach (var model in _spec.Models)
        {
            var seeds = model.Algorithm.Fuses ? SeedsOfNetworks : 1;
            var rows = Rows(fraction.Of(_trainingRows), boost);
            if (IsKnown(model, work, rows))
                continue;
            _progress($"{model.Algorithm.Name} on {rows} rows");
            var seconds = new List<double>();
            for (var nth = 0; nth < seeds; nth++)
            {
                foreach (var (source, (synthetic, train, test)) in Sources(fraction, boost, nth).Index())
                {
                    var task = ProbeRows.Task(train, synthetic, boost, model.Algorithm.Name, nth);
                    double? Fit() => _fits.Model(model, task, test.Features);
                    Warm(model, work, Fit);
                    if (Guarded(Fit) is not { } one)
                        continue;
                    if (one < Brief && Guarded(Fit) is { } again)
                        one = Math.Min(one, again);
                    seconds.Add(one);
                }
            }

            Add(model, work, rows, seconds.Count == 0 ? null : seconds.Average(), _fits.Note);
        }
    }

    // With what the rows are boosted: with each generator that was fitted on about as many, or with noise.
    private IEnumerable<(PreparedTable? Synthetic, PreparedTable Train, PreparedTable Test)> Sources(
        Fraction fraction, BoostFactor boost, int nth)
    {
        var (train, test) = _rows.Prepare(fraction, nth);
        if (boost.IsNone)
            return [(null, train, test)];
        var count = boost.Of(train.Labels.Length);
        var nearest = _generated.Where(g => g.Real.Features.Columns == train.Features.Columns)
            .GroupBy(g => Math.Abs(g.Fraction.Value - fraction.Value)).OrderBy(g => g.Key).FirstOrDefault();
        var context = TrainingContext.Cpu;
        if (nearest is null)
        {
            var noise = GeneratorAlgorithms.Noise.WithDefaults();
            return GeneratorTrainers.Find(noise.Algorithm.Name)
                .Fit([ProbeRows.Task(train, "noise", nth)], noise.Settings, context)[0].Generator is { } fitted
                ? [(fitted.Synthesise(count, context), train, test)]
                : [];
        }

        return nearest.Skip(nth % nearest.Count()).Take(nth == 0 ? 2 : 1)
            .Select(g => ((PreparedTable?)g.Fitted.Synthesise(count, context), train, test));
    }

    private static int Rows(int real, BoostFactor boost) => Math.Max(1, (boost.Replaces ? 0 : real) + boost.Of(real));

    private bool IsKnown(AlgorithmChoice? choice, CostedWork work, int rows) =>
        _costs.Find(CostKey.Of(choice), _data, work) is { } known
        && known.Samples.Any(sample => sample.Rows <= rows * Near && rows <= sample.Rows * Near);

    private void Add(AlgorithmChoice? choice, CostedWork work, int rows, int repeats, Action<TrainingContext> action)
    {
        Warm(choice, work, () => _meter.Seconds(action));
        Add(choice, work, rows, Guarded(() => _meter.Least(repeats, action)), null);
    }

    private void Add(AlgorithmChoice? choice, CostedWork work, int rows, double? seconds, string? note)
    {
        if (seconds is not { } measured)
            return;
        var before = _costs.Find(CostKey.Of(choice), _data, work)
            ?? new AlgorithmCosts(CostKey.Of(choice), _data, work, []);
        _costs = _costs.With(before with
        {
            Samples =
            [
                .. before.Samples.Where(sample => sample.Rows != rows), new CostSample(Math.Max(1, rows), measured),
            ],
            Note = note ?? before.Note,
        });
    }

    // The first call of all compiles what the others run.
    private void Warm(AlgorithmChoice? choice, CostedWork work, Func<double?> call)
    {
        if (_warm.Add((choice?.Algorithm.Name ?? "", work)))
            _ = Guarded(call);
    }

    // What cannot be fitted fails in the sweep too, and fast.
    private static double? Guarded(Func<double?> call)
    {
        try
        {
            return call();
        }
        catch (TrainingException)
        {
            return null;
        }
    }
}
