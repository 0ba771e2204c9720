namespace Orchestrator.Training.Classifiers.Search;

/// <summary>
/// Tells an observer of epochs how far searches are: a fit that has ended counts as an epoch, and has no loss.
/// </summary>
internal sealed class SearchProgress(IEpochObserver? observer, int expected)
{
    private int _ended;

    /// <summary>A fit has ended. There may be more of them than expected.</summary>
    public void FitEnded()
    {
        _ended++;
        observer?.EpochEnded(new EpochLosses(_ended, Math.Max(_ended, expected), null, null));
    }
}
