using Google.Protobuf;
using Grpc.Core;
using Orchestrator.TestKit;

namespace Orchestrator.EndToEnd.Tests.Versions;

/// <summary>
/// A worker of protocol 1: says what the recorded one said, in its bytes. Only the leases have other numbers, and are
/// answered when they come. Messages are read and adapted by field number: today's types have no part in it.
/// </summary>
internal sealed class RecordedWorker : IDisposable
{
    // WorkerMessage and CoordinatorMessage of protocol 1.
    private const int AttachedMessage = 1, Heartbeat = 2, Results = 3, Trace = 5, Progress = 6, Returned = 8;
    private const int Granted = 3, Acknowledged = 5, Refused = 6;

    // In all that names one, the lease is the first field.
    private const int Lease = 1, Outcomes = 2, Trials = 4, OutcomeTrial = 1;

    private readonly AsyncDuplexStreamingCall<ByteString, ByteString> _call;
    private readonly RecordedSession _recorded;
    private readonly IReadOnlyList<RawMessage> _said;
    private readonly Dictionary<long, ByteString> _outcomes;
    private readonly SemaphoreSlim _writing = new(1);

    public RecordedWorker(RecordedSession recorded, RawCalls calls)
    {
        _recorded = recorded;
        _said = [.. recorded.Said("Workers/Attach", byClient: true).Select(RawMessage.Parse)];
        _outcomes = _said.Where(m => m.Has(Results)).SelectMany(m => m.Message(Results).All(Outcomes))
            .ToDictionary(outcome => RawMessage.Parse(outcome).Number(OutcomeTrial));
        _call = calls.Open("Workers/Attach");
    }

    /// <summary>How many results it has.</summary>
    public int Count => _outcomes.Count;

    /// <summary>Attaches and answers leases until all its results are acknowledged.</summary>
    public async Task WorkAsync()
    {
        await SayAsync(_said.First(m => m.Has(AttachedMessage)));
        using var done = new CancellationTokenSource();
        var beating = BeatAsync(done.Token);
        for (long acknowledged = 0; acknowledged < Count;)
        {
            Assert.True(
                await _call.ResponseStream.MoveNext(CancellationToken.None),
                "the coordinator ended the session before it had acknowledged all results");
            var told = RawMessage.Parse(_call.ResponseStream.Current);
            Assert.False(told.Has(Refused), "the coordinator refused a report of the recorded worker");
            if (told.Has(Granted))
                await AnswerAsync(told.Message(Granted));
            if (told.Has(Acknowledged))
                acknowledged = told.Message(Acknowledged).Number(1);
        }

        await done.CancelAsync();
        await beating;
    }

    public void Dispose()
    {
        _call.Dispose();
        _writing.Dispose();
    }

    // What the recorded one said of these trials, under the new lease's number.
    private async Task AnswerAsync(RawMessage granted)
    {
        var lease = granted.Number(Lease);
        var trials = granted.Packed(Trials);
        foreach (var before in LeasesWith(trials))
        {
            foreach (var kind in new[] { Trace, Progress })
            {
                foreach (var said in _said.Where(m => m.Has(kind) && m.Message(kind).Number(Lease) == before))
                    await SayAsync(new RawMessage().Add(kind, said.Message(kind).With(Lease, lease).ToBytes()));
            }
        }

        var results = trials.Aggregate(
            new RawMessage().With(Lease, lease), (all, trial) => all.Add(Outcomes, _outcomes[trial]));
        await SayAsync(new RawMessage().Add(Results, results.ToBytes()));
        await SayAsync(new RawMessage().Add(Returned, new RawMessage().With(Lease, lease).ToBytes()));
    }

    private IEnumerable<long> LeasesWith(IReadOnlyList<long> trials) =>
        _recorded.Said("Workers/Attach", byClient: false).Select(RawMessage.Parse).Where(m => m.Has(Granted))
            .Select(m => m.Message(Granted)).Where(granted => granted.Packed(Trials).Intersect(trials).Any())
            .Select(granted => granted.Number(Lease));

    private async Task BeatAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var beat = _said.First(m => m.Has(Heartbeat));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
                await SayAsync(beat);
        }
        catch (OperationCanceledException)
        {
            // All is said.
        }
    }

    private async Task SayAsync(RawMessage message)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            await _call.RequestStream.WriteAsync(message.ToBytes());
        }
        finally
        {
            _writing.Release();
        }
    }
}
