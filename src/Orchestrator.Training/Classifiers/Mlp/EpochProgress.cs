namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// Tells an observer of the epochs of a group whose replicas have epochs of their own length: once for each epoch that
/// the foremost replica ends, with the mean over the replicas of the loss of the last epoch that each has ended.
/// </summary>
internal sealed class EpochProgress(int epochs, IEpochObserver observer)
{
    private readonly Dictionary<MlpReplica, (double Total, long Steps, double Loss)> _ended = [];
    private int _foremost;
    private int _reported;

    /// <summary>A replica has ended an epoch; the losses of all its steps add up to this.</summary>
    public void Ended(MlpReplica replica, double total)
    {
        _foremost = Math.Max(_foremost, replica.Epoch);
        var before = _ended.GetValueOrDefault(replica);
        _ended[replica] = (
            total, replica.Steps, (total - before.Total) / Math.Max(1, replica.Steps - before.Steps));
    }

    /// <summary>To be called after each step.</summary>
    public void Report()
    {
        if (_foremost <= _reported)
            return;
        _reported = _foremost;
        observer.EpochEnded(new EpochLosses(_foremost, epochs, _ended.Values.Average(ended => ended.Loss), null));
    }
}
