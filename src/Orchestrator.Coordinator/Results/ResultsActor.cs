using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator.Results;

/// <summary>
/// Makes results durable in batches (a few milliseconds or a few hundred, whichever comes first; under load all that
/// came while the batch before was written, thousands at a time) and only then tells their sweeps and sessions. One
/// transaction at a time; a batch that the store refuses is kept and tried again, and sweeps are told why they wait.
/// </summary>
internal sealed class ResultsActor : ReceiveActor, IWithTimers
{
    private const int EnoughForNow = 300;

    private readonly IResultStore _store;
    private readonly CoordinatorOptions _options;
    private readonly TimeProvider _time;
    private ResultBatch _collecting = new();
    private ResultBatch? _writing;
    private bool _failing;
    private long _sentAt;

    public ResultsActor(IResultStore store, CoordinatorOptions options, TimeProvider time)
    {
        (_store, _options, _time) = (store, options, time);
        Receive<StoreResults>(m => Collect(() => _collecting.Add(m)));
        Receive<StoreTrace>(m => Collect(() => _collecting.Add(m.Trace)));
        Receive<StoreFailure>(m => Collect(() => _collecting.Add(m.Failure)));
        Receive<EndLease>(m => Collect(() => _collecting.Then(m.Sweep, m.Ended)));
        Receive<Flush>(_ => Collect(() => _collecting.Then(Sender, new Flushed())));
        Receive<BatchDue>(_ => Write());
        Receive<BatchWritten>(_ => OnWritten());
        Receive<BatchRefused>(OnRefused);
        Receive<RetryDue>(_ => Send(_writing!));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IResultStore store, CoordinatorOptions options, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new ResultsActor(store, options, time));

    protected override void PostStop()
    {
        Instruments.JournalBacklog.Record(0);
        base.PostStop();
    }

    private void Collect(Action add)
    {
        add();
        if (_writing is not null)
            Instruments.JournalBacklog.Record(_writing.Count + _collecting.Count);
        if (_collecting.Count >= EnoughForNow)
            Write();
        else if (!Timers.IsTimerActive(BatchDue.Instance))
            Timers.StartSingleTimer(BatchDue.Instance, BatchDue.Instance, _options.BatchDelay);
    }

    private void Write()
    {
        if (_writing is not null || _collecting.IsEmpty)
            return;
        Timers.Cancel(BatchDue.Instance);
        var batch = _collecting;
        _collecting = new ResultBatch();
        if (batch.Count == 0)
        {
            batch.TellAll();
            return;
        }

        _writing = batch;
        Send(batch);
    }

    private void Send(ResultBatch batch)
    {
        _sentAt = _time.GetTimestamp();
        Instruments.JournalBacklog.Record(batch.Count + _collecting.Count);
        _ = _store.AppendAsync(batch.ToStoreBatch(), CancellationToken.None).PipeTo(
            Self, success: () => new BatchWritten(), failure: error => new BatchRefused(error.Message));
    }

    private void OnWritten()
    {
        var written = _writing!;
        _writing = null;
        JournalTelemetry.Stored(written, _time.GetElapsedTime(_sentAt), _collecting.Count);
        if (_failing)
        {
            _failing = false;
            Context.System.EventStream.Publish(new StoreHealth(null));
        }

        written.TellAll();
        Write();
    }

    private void OnRefused(BatchRefused refused)
    {
        _failing = true;
        JournalTelemetry.Refused(_time.GetElapsedTime(_sentAt));
        Context.System.EventStream.Publish(new StoreHealth(refused.Error));
        Timers.StartSingleTimer(RetryDue.Instance, RetryDue.Instance, _options.StoreRetryDelay);
    }

    private sealed record BatchWritten;

    private sealed record BatchRefused(string Error);

    private sealed record BatchDue
    {
        public static BatchDue Instance { get; } = new();
    }

    private sealed record RetryDue
    {
        public static RetryDue Instance { get; } = new();
    }
}
