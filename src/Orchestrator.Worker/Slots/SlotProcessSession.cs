using System.Threading.Channels;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Worker.Slots;

/// <summary>The process's side of the pipe to its node. Runs once.</summary>
internal sealed class SlotProcessSession : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, SweepPlan> _plans = [];
    private readonly SpecVocabulary _vocabulary = DatasetCatalog.Vocabulary;
    private readonly ISlot _slot;
    private readonly FramedReports _reports;
    private readonly string _worker;
    private (LeaseId Id, CancellationTokenSource Cancellation)? _running;

    public SlotProcessSession(string worker, ISlot slot, Stream output)
    {
        (_worker, _slot) = (worker, slot);
        _reports = new FramedReports(output, worker, () => _ended.TrySetResult(0));
    }

    /// <summary>Serves until the input ends, the output breaks, or memory runs out; gives the exit code.</summary>
    public async Task<int> ServeAsync(Stream input)
    {
        _reports.TryWrite(new WorkerAttached(
            _worker, new WorkerOffer([new WorkerSlot(_slot.Device)]) { ProcessId = Environment.ProcessId }));
        var reading = ReadAsync(input);
        if (await Task.WhenAny(reading, _ended.Task).ConfigureAwait(false) == reading)
            await reading.ConfigureAwait(false);
        await _ending.CancelAsync().ConfigureAwait(false);
        return _ended.Task.IsCompleted ? await _ended.Task.ConfigureAwait(false) : 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _ending.Dispose();

    private async Task ReadAsync(Stream input)
    {
        while (await MessageFrames.ReadAsync(input, Wire.CoordinatorMessage.Parser, CancellationToken.None)
            .ConfigureAwait(false) is { } message)
        {
            if (message.MessageCase == Wire.CoordinatorMessage.MessageOneofCase.Definition)
                _plans[message.Definition.SweepId] = SweepDefinitionMapper.ToPlan(message.Definition, _vocabulary);
            else
                Handle(CoordinatorMessageMapper.ToDomain(message, _plans.GetValueOrDefault));
        }
    }

    private void Handle(CoordinatorMessage message)
    {
        switch (message)
        {
            case LeaseGranted granted:
                var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
                _running = (granted.Lease, cancellation);
                _ = RunAsync(granted, cancellation);
                break;
            case LeaseRevoked revoked when _running is { } running && running.Id == revoked.Lease:
                _ = running.Cancellation.CancelAsync();
                break;
        }
    }

    private async Task RunAsync(LeaseGranted granted, CancellationTokenSource cancellation)
    {
        var watch = new CrashWatch(_reports);
        await _slot.RunAsync(granted, watch, cancellation.Token).ConfigureAwait(false);

        // The heap may be beyond repair: the node starts another process.
        if (watch.HasCrashed)
            _ended.TrySetResult(ProcessEnd.OutOfMemoryExitCode);
    }

    private sealed class CrashWatch(ChannelWriter<WorkerMessage> next) : ChannelWriter<WorkerMessage>
    {
        public bool HasCrashed { get; private set; }

        public override bool TryWrite(WorkerMessage item)
        {
            HasCrashed |= item is SlotCrashed;
            return next.TryWrite(item);
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
            next.WaitToWriteAsync(cancellationToken);
    }
}
