using System.Runtime.CompilerServices;

namespace Orchestrator.Coordinator.Progress;

/// <summary>
/// What one watcher has not seen yet: the newest state of each sweep, never a backlog. Any number of threads may write,
/// one reads.
/// </summary>
internal sealed class NewestStates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SweepProgress> _unseen = [];
    private readonly SemaphoreSlim _news = new(0, 1);
    private Exception? _end;
    private bool _ended;

    /// <summary>Replaces what the watcher has not seen of this sweep.</summary>
    public void Put(SweepProgress progress)
    {
        lock (_gate)
        {
            _unseen[progress.SweepId] = progress;
            Signal();
        }
    }

    /// <summary>Nothing more will come; the watcher hears why after what it has not seen.</summary>
    public void End(Exception? reason)
    {
        lock (_gate)
        {
            (_end, _ended) = (reason, true);
            Signal();
        }
    }

    /// <summary>The states as they come, until the end.</summary>
    public async IAsyncEnumerable<SweepProgress> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            await _news.WaitAsync(cancellation).ConfigureAwait(false);
            var (states, ended) = Take();
            foreach (var state in states)
                yield return state;
            if (!ended)
                continue;
            if (_end is { } reason)
                throw reason;
            yield break;
        }
    }

    private (SweepProgress[] States, bool Ended) Take()
    {
        lock (_gate)
        {
            SweepProgress[] states = [.. _unseen.Values];
            _unseen.Clear();
            return (states, _ended);
        }
    }

    private void Signal()
    {
        if (_news.CurrentCount == 0)
            _news.Release();
    }
}
