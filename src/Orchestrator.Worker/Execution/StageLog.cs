using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Training;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// Accompanies the stages of one lease: tells the coordinator what the lease is at, and the node what has ended. Used
/// by one thread.
/// </summary>
internal sealed class StageLog(LeaseReport report, TimeProvider time) : IEpochObserver
{
    /// <summary>The least time between two reports of one stage: a lease reports at most four times a second.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<(string Stage, string Algorithm)> _reported = [];
    private StageProgress _at = new("", "");
    private long? _last;

    /// <summary>Enters a stage that has one part.</summary>
    public T Run<T>(string stage, string algorithm, int trials, Func<T> work)
    {
        using var scope = Enter(stage, algorithm, trials);
        return scope.Run(work);
    }

    /// <summary>
    /// Runs a stage in the midst of another one: its end is told, but the lease stays at the other.
    /// </summary>
    public T Within<T>(string stage, string algorithm, int trials, Func<T> work)
    {
        using var scope = new StageScope(this, stage, algorithm, trials);
        return scope.Run(work);
    }

    /// <summary>Enters a stage; it ends when the scope is disposed of.</summary>
    public StageScope Enter(string stage, string algorithm, int trials)
    {
        _at = new StageProgress(stage, algorithm);
        // The first time is always worth saying; one that comes back, as those of unfused models do, now and then.
        if (_reported.Add((stage, algorithm)) || IsDue())
            Report(_at);
        return new StageScope(this, stage, algorithm, trials);
    }

    /// <inheritdoc/>
    public void EpochEnded(EpochLosses epoch)
    {
        if (!IsDue() && epoch.Epoch != epoch.Epochs)
            return;
        Report(_at with
        {
            Epoch = epoch.Epoch,
            Epochs = epoch.Epochs,
            Loss = Finite(epoch.Loss),
            DiscriminatorLoss = Finite(epoch.DiscriminatorLoss),
        });
    }

    private static double? Finite(double? loss) => loss is { } value && double.IsFinite(value) ? value : null;

    private bool IsDue() => _last is not { } last || time.GetElapsedTime(last) >= ShortestPause;

    private void Report(StageProgress progress)
    {
        _last = time.GetTimestamp();
        report.Progressed(progress);
    }

    /// <summary>A stage under way, which may be run in parts with other work between them.</summary>
    public sealed class StageScope(StageLog log, string stage, string algorithm, int trials) : IDisposable
    {
        private readonly DateTimeOffset _start = log.Time.GetUtcNow();
        private TimeSpan _spent;
        private string? _error;

        /// <summary>Runs a part of the stage.</summary>
        public T Run<T>(Func<T> work)
        {
            var started = log.Time.GetTimestamp();
            try
            {
                return work();
            }
            catch (Exception e)
            {
                _error = LeaseReport.OneLine(e);
                throw;
            }
            finally
            {
                _spent += log.Time.GetElapsedTime(started);
            }
        }

        /// <summary>A part of the stage's work failed although none of it threw.</summary>
        public void Failed(Exception error) => _error = LeaseReport.OneLine(error);

        /// <inheritdoc/>
        public void Dispose() => log.Reports.Ended(stage, algorithm, trials, _start, _spent, _error);
    }

    private LeaseReport Reports => report;

    private TimeProvider Time => time;
}
