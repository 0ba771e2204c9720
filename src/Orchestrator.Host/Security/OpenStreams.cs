using System.Collections.Concurrent;

namespace Orchestrator.Host.Security;

/// <summary>
/// The streams under way of callers with a token, which may outlive the token by months: they are ended when it is no
/// longer taken. Thread-safe.
/// </summary>
internal sealed class OpenStreams
{
    private readonly ConcurrentDictionary<OpenStream, TokenEntry> _streams = [];

    /// <summary>Takes a stream in; disposing it takes it out.</summary>
    public OpenStream Add(TokenEntry token, CancellationToken cancellation)
    {
        var stream = new OpenStream(ended => _streams.TryRemove(ended, out _), cancellation);
        _streams[stream] = token;
        return stream;
    }

    /// <summary>Ends those whose token the table does not hold; how many.</summary>
    public int End(TokenTable table)
    {
        var count = 0;
        foreach (var (stream, token) in _streams)
        {
            if (table.Holds(token))
                continue;
            count++;
            stream.End();
        }

        return count;
    }
}
