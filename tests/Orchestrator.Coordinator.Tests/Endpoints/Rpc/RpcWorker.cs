using Grpc.Core;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

/// <summary>A worker on the wire whose every step the test takes.</summary>
internal sealed class RpcWorker(Wire.Workers.WorkersClient client, string name) : IDisposable
{
    private readonly AsyncDuplexStreamingCall<Wire.WorkerMessage, Wire.CoordinatorMessage> _call =
        client.Attach(deadline: DateTime.UtcNow.AddSeconds(120));

    private readonly Dictionary<string, SweepPlan> _plans = [];

    public string Name => name;

    /// <summary>Says that it is attached, and hears the welcome.</summary>
    public async Task<SessionTerms> AttachAsync(int slots = 1)
    {
        await SendAsync(new WorkerAttached(name, WorkerOffer.Cpu(slots)));
        return SessionTermsMapper.ToDomain((await ReadAsync("the welcome")).Welcome);
    }

    public Task SendAsync(WorkerMessage message) => SendAsync(WorkerMessageMapper.ToWire(message, name));

    public async Task SendAsync(IEnumerable<WorkerMessage> messages)
    {
        foreach (var wire in WorkerMessageMapper.ToWire(messages, name))
            await SendAsync(wire);
    }

    public Task SendAsync(Wire.WorkerMessage message) =>
        _call.RequestStream.WriteAsync(message).WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The next message as it is on the wire.</summary>
    public async Task<Wire.CoordinatorMessage> ReadAsync(string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _call.ResponseStream.MoveNext(limit.Token)
            ? _call.ResponseStream.Current
            : throw new InvalidOperationException($"The stream ended before {what}.");
    }

    /// <summary>The next message; definitions are taken note of on the way.</summary>
    public async Task<CoordinatorMessage> NextAsync(string what)
    {
        while (true)
        {
            var wire = await ReadAsync(what);
            if (wire.Definition is null)
                return CoordinatorMessageMapper.ToDomain(wire, id => _plans.GetValueOrDefault(id));
            _plans.Add(wire.Definition.SweepId, SweepDefinitionMapper.ToPlan(
                wire.Definition, SpecVocabulary.Of(["iris", "wine"])));
        }
    }

    /// <summary>The next message of a kind; others are passed over.</summary>
    public async Task<T> NextAsync<T>()
        where T : CoordinatorMessage
    {
        while (true)
        {
            if (await NextAsync(typeof(T).Name) is T wanted)
                return wanted;
        }
    }

    public TrialFinished Finished(LeaseGranted lease, long trial) => new(
        lease.Lease, trial, TinyPlan.ResultOf(lease.Plan, trial),
        new TrialTimings(0.1, 0.01, name, lease.Trials.Single(t => t.Index == trial).Attempt));

    public Task FinishAllAsync(LeaseGranted lease) => SendAsync(
        [.. lease.Trials.Select(trial => Finished(lease, trial.Index)), new LeaseReturned(lease.Lease)]);

    /// <summary>Closes its side and reads to the end of the stream.</summary>
    public async Task LeaveAsync()
    {
        await _call.RequestStream.CompleteAsync();
        await EndAsync();
    }

    /// <summary>Closes its side; all that it is told until the end of the stream.</summary>
    public async Task<List<Wire.CoordinatorMessage>> RestAsync()
    {
        await _call.RequestStream.CompleteAsync();
        var rest = new List<Wire.CoordinatorMessage>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _call.ResponseStream.MoveNext(limit.Token))
            rest.Add(_call.ResponseStream.Current);
        return rest;
    }

    /// <summary>Reads to the end of the stream.</summary>
    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _call.ResponseStream.MoveNext(limit.Token))
        {
        }
    }

    public void Dispose() => _call.Dispose();
}
