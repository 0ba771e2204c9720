using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Progress;

/// <summary>Running sums over the stored results of one sweep, a model an entry; each trial counts once.</summary>
internal sealed class ProgressTally
{
    private readonly SweepPlan _plan;
    private readonly TrialSet _counted = new();
    private readonly double[] _sums;
    private readonly long[] _counts;

    public ProgressTally(SweepPlan plan)
    {
        _plan = plan;
        _sums = new double[plan.Definition.Spec.Models.Count];
        _counts = new long[_sums.Length];
    }

    public void Add(long trial, double? accuracy)
    {
        if (accuracy is not { } value || !_counted.Add(trial))
            return;
        var spec = _plan.Definition.Spec;
        var model = (int)(trial / spec.Seeds.Count % spec.Models.Count);
        _sums[model] += value;
        _counts[model]++;
    }

    public IReadOnlyList<ModelMean> Means() => [.. _plan.Definition.Spec.Models.Select((model, i) =>
        new ModelMean(model.Label, _counts[i] == 0 ? 0 : _sums[i] / _counts[i], _counts[i]))];
}
