using Microsoft.Extensions.Logging;

namespace Orchestrator.Host.Security;

/// <summary>
/// Logs refused calls, at most <see cref="MostLines"/> in <see cref="Period"/>: whoever is refused does not fill the
/// disk. The others are counted. Thread-safe.
/// </summary>
internal sealed class RefusalLog(ILogger<RefusalLog> log, TimeProvider time)
{
    /// <summary>The most lines in a period.</summary>
    public const int MostLines = 20;

    /// <summary>What the lines are counted in.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long _began = time.GetTimestamp();
    private int _lines;
    private long _unlisted;

    /// <summary>Logs a refusal, or counts it.</summary>
    public void Add(string method, string caller, string reason)
    {
        Flush();
        lock (_gate)
        {
            if (_lines == MostLines)
            {
                _unlisted++;
                return;
            }

            _lines++;
        }

        SecurityLog.Refused(log, method, caller, reason);
    }

    /// <summary>Says how many were not listed in a period that is over.</summary>
    public void Flush()
    {
        long unlisted;
        lock (_gate)
        {
            if (time.GetElapsedTime(_began) < Period)
                return;
            (unlisted, _unlisted, _lines, _began) = (_unlisted, 0, 0, time.GetTimestamp());
        }

        if (unlisted > 0)
            SecurityLog.MoreRefused(log, unlisted);
    }
}
