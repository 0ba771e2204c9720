using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>
/// What the parts of a sweep cost by what was measured on a device. What was not measured is taken from the shipped
/// table (<see cref="CostModel"/>), whose unit is about a millisecond.
/// </summary>
public sealed class MeasuredCosts : IBundleCosts
{
    // Storing, reporting and placing: a coordinator and its workers carry some 20,000 trials that do nothing a second.
    private const double SecondsPerTrial = 0.0001;
    private const double SecondsPerUnit = 0.001;

    private readonly DeviceCosts _device;
    private readonly SweepSpec _spec;
    private readonly string _data;
    private readonly int _trainingRows;
    private readonly Dictionary<(string, CostedWork), CostCurve?> _curves = [];
    private readonly Lock _gate = new();

    /// <summary>The costs of a sweep on a device.</summary>
    /// <param name="definition">The sweep.</param>
    /// <param name="trainingRows">Rows of its training part, from 1.</param>
    /// <param name="device">What was measured.</param>
    public MeasuredCosts(SweepDefinition definition, int trainingRows, DeviceCosts device)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(trainingRows, 1);
        (_device, _spec, _trainingRows) = (device, definition.Spec, trainingRows);
        _data = definition.DatasetHash.ToString();
        Groups = GroupSizes.Of(device.Groups);
    }

    /// <summary>The K of each algorithm.</summary>
    public GroupSizes Groups { get; }

    /// <summary>Whether every algorithm of the sweep was measured.</summary>
    public bool IsComplete => _spec.Fractions.Count > 0 && Sources().All(source =>
        Items(_spec.Fractions[0].Value, source, 1).All(item => item.IsMeasured));

    /// <inheritdoc/>
    public double Of(double fraction, AlgorithmChoice? generator, int seeds) =>
        Items(fraction, generator, seeds).Sum(item => item.Seconds) / SecondsPerUnit;

    /// <summary>What makes up the cost of some seeds at a fraction with one generator, or none.</summary>
    public IEnumerable<CostItem> Items(double fraction, AlgorithmChoice? generator, int seeds)
    {
        var rows = Math.Max(1, new Fraction(fraction).Of(_trainingRows));
        yield return Shared(rows, seeds);
        if (generator is null)
        {
            foreach (var model in _spec.Models)
                yield return Model(CostedWork.FitModel, model, [rows], seeds, seeds);
            yield break;
        }

        var boosts = _spec.Boosts.Where(boost => !boost.IsNone).ToList();
        if (boosts.Count == 0)
            yield break;
        var fit = Item(CostedWork.FitGenerator, generator, rows, seeds)
            ?? new CostItem(CostedWork.FitGenerator, generator, seeds,
                seeds * CostModel.GeneratorFit(fraction, generator) * SecondsPerUnit, IsMeasured: false);
        yield return fit with { Seconds = fit.Seconds * InGroup(generator, seeds) };
        if (Item(CostedWork.MeasureQuality, generator, rows, seeds) is { } quality)
            yield return quality;
        if (Item(CostedWork.Synthesise, generator, boosts.Max().Of(rows), seeds) is { } synthesis)
            yield return synthesis;
        List<int> sizes = [.. boosts.Select(boost => (boost.Replaces ? 0 : rows) + boost.Of(rows))];
        foreach (var model in _spec.Models)
            yield return Model(CostedWork.FitBoosted, model, sizes, seeds, seeds * sizes.Count);
    }

    /// <summary>
    /// What a tool without sharing repeats: a generator fit for each boosted trial but one, in seconds.
    /// </summary>
    public double RepeatedSeconds(double fraction, AlgorithmChoice generator)
    {
        var boosts = _spec.Boosts.Count(boost => !boost.IsNone);
        var once = Items(fraction, generator, 1)
            .Where(item => item.Work is CostedWork.FitGenerator or CostedWork.Synthesise).Sum(item => item.Seconds);
        return once * Math.Max(0, ((double)boosts * _spec.Models.Count) - 1);
    }

    private AlgorithmChoice?[] Sources() =>
        [.. _spec.Boosts.Any(boost => boost.IsNone) ? [null] : Array.Empty<AlgorithmChoice?>(), .. _spec.Generators];

    private CostItem Shared(int rows, int seeds) => Item(CostedWork.Prepare, null, rows, seeds)
        ?? new CostItem(CostedWork.Prepare, null, seeds, seeds * SecondsPerTrial, IsMeasured: true);

    private CostItem Model(
        CostedWork work, AlgorithmChoice model, List<int> sizes, int seeds, int replicas)
    {
        var fits = (double)seeds * sizes.Count;
        // Real and synthetic rows differ, but one tells more of the other than a table does.
        var curve = Curve(work, model)
            ?? Curve(work == CostedWork.FitModel ? CostedWork.FitBoosted : CostedWork.FitModel, model);
        var seconds = curve is null
            ? sizes.Sum(rows => CostModel.ModelFit((double)rows / _trainingRows, model)) * SecondsPerUnit
            : sizes.Sum(rows => curve.At(rows));
        return new CostItem(
            work, model, fits, (seconds * InGroup(model, replicas) * seeds) + (fits * SecondsPerTrial),
            curve is not null);
    }

    private CostItem? Item(CostedWork work, AlgorithmChoice? algorithm, int rows, int times) =>
        Curve(work, algorithm) is { } curve
            ? new CostItem(work, algorithm, times, times * curve.At(rows), IsMeasured: true)
            : null;

    private CostCurve? Curve(CostedWork work, AlgorithmChoice? algorithm)
    {
        var key = CostKey.Of(algorithm);
        lock (_gate)
        {
            if (!_curves.TryGetValue((key, work), out var curve))
            {
                curve = _device.Find(key, _data, work) is { Samples.Count: > 0 } costs
                    ? new CostCurve(costs.Samples)
                    : null;
                _curves.Add((key, work), curve);
            }

            return curve;
        }
    }

    private double InGroup(AlgorithmChoice algorithm, int replicas)
    {
        var key = CostKey.Of(algorithm);
        var size = Math.Min(replicas, Groups.For(algorithm.Algorithm.Name, _device.Device.Device));
        return _device.Groups.FirstOrDefault(group => group.Algorithm == key)?.ComparedWithAlone(size) ?? 1;
    }
}
