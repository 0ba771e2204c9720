using Orchestrator.Protocol.V1;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>What the store has of a sweep, read back trial by trial.</summary>
internal sealed class TrialCheck
{
    private readonly SweepPlan _plan;
    private readonly bool[] _seen;
    private long _completed;
    private long _twice;
    private long _wrong;

    private TrialCheck(SweepPlan plan)
    {
        _plan = plan;
        _seen = new bool[plan.Grid.Count];
    }

    /// <summary>Whether every trial has its result, once.</summary>
    public bool IsSound => _completed == _seen.Length && _twice == 0 && _wrong == 0;

    /// <summary>Reads a sweep.</summary>
    public static async Task<TrialCheck> RunAsync(NoOpCluster cluster, Sweep sweep, string text)
    {
        var check = new TrialCheck(ClusterSweep.Plan(text, Digest.FromBytes(sweep.DatasetHash.Span)));
        using var call = cluster.Sweeps.StreamTrials(new StreamTrialsRequest { Sweep = sweep.Id });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            foreach (var trial in call.ResponseStream.Current.Trials)
                check.Add(trial);
        }

        return check;
    }

    /// <summary>Prints what it came to.</summary>
    public void Print()
    {
        Figures.Print("trials completed, read from the store", _completed);
        Figures.Print("trials missing", _seen.Length - _completed, remark: "goal 0");
        Figures.Print("trials twice", _twice, remark: "goal 0");
        Figures.Print("trials under another key than theirs", _wrong, remark: "goal 0");
    }

    private void Add(Orchestrator.Protocol.V1.Trial trial)
    {
        if (trial.State != TrialState.Completed)
            return;
        if (_seen[trial.Index])
            _twice++;
        else
            _completed++;
        _seen[trial.Index] = true;
        var key = _plan.Keys.Trial(_plan.Grid[trial.Index]);
        if (Digest.FromBytes(trial.Key.Span) != key.Value)
            _wrong++;
    }
}
