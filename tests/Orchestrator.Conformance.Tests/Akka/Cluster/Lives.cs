using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>When singletons began and ended, by one monotonic clock. Safe from any thread.</summary>
internal sealed class Lives
{
    private readonly ConcurrentQueue<(string Node, bool Begins, long At)> _all = new();
    private readonly Channel<(string Node, bool Begins)> _news = Channel.CreateUnbounded<(string Node, bool Begins)>();

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A first singleton has begun.</summary>
    public Task Begun => _begun.Task;

    public void Begin(string node)
    {
        Note(node, begins: true);
        _begun.TrySetResult();
    }

    public void End(string node) => Note(node, begins: false);

    /// <summary>Waits for the next singleton to begin; says where.</summary>
    public Task<string> NextBegin() => Next(begins: true, "the beginning of a singleton");

    /// <summary>Waits for the next singleton to end; says where.</summary>
    public Task<string> NextEnd() => Next(begins: false, "the end of a singleton");

    /// <summary>From the last end to the beginning after it.</summary>
    public TimeSpan LastGap()
    {
        var all = _all.ToArray();
        var begin = Array.FindLastIndex(all, n => n.Begins);
        return Stopwatch.GetElapsedTime(all[begin - 1].At, all[begin].At);
    }

    /// <summary>No singleton began before the one before it had ended.</summary>
    public void AssertNoOverlap()
    {
        var running = "";
        foreach (var (node, begins, _) in _all)
        {
            Assert.True(begins == (running.Length == 0), $"{node} {(begins ? "began" : "ended")} while [{running}] ran");
            running = begins ? node : "";
        }
    }

    private async Task<string> Next(bool begins, string awaited)
    {
        while (true)
        {
            var news = await _news.Reader.ReadAsync().AsTask().WithinLong(awaited);
            if (news.Begins == begins)
            {
                return news.Node;
            }
        }
    }

    private void Note(string node, bool begins)
    {
        _all.Enqueue((node, begins, Stopwatch.GetTimestamp()));
        _news.Writer.TryWrite((node, begins));
    }
}
