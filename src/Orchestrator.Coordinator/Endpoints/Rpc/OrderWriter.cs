using System.Threading.Channels;
using Grpc.Core;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// Writes what a worker is told: the terms first, each sweep's definition before its first lease, and everything that
/// waits with one flush. Of acknowledgements that wait, only the newest is sent.
/// </summary>
internal sealed class OrderWriter(
    IServerStreamWriter<Wire.CoordinatorMessage> responses, SessionTerms terms, TimeProvider time)
{
    private const int MostAtOnce = 256;

    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);
    private readonly HashSet<string> _defined = [];
    private readonly List<Wire.CoordinatorMessage> _waiting = [];

    /// <summary>Writes until <paramref name="orders"/> is completed; with its reason, where it has one.</summary>
    /// <exception cref="SessionEndedException">The coordinator ended the session.</exception>
    /// <exception cref="StalledPeerException">The worker does not read what it is told.</exception>
    public async Task RunAsync(ChannelReader<CoordinatorMessage> orders, CancellationToken cancellation)
    {
        _waiting.Add(SessionTermsMapper.ToWire(terms));
        await FlushAsync(cancellation).ConfigureAwait(false);
        while (await orders.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            Gather(orders);
            await FlushAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Gather(ChannelReader<CoordinatorMessage> orders)
    {
        ResultsAcknowledged? newest = null;
        while (_waiting.Count < MostAtOnce && orders.TryRead(out var order))
        {
            if (order is ResultsAcknowledged acknowledged)
            {
                newest = acknowledged;
                continue;
            }

            if (order is LeaseGranted granted && _defined.Add(CoordinatorMessageMapper.SweepIdOf(granted.Plan)))
                _waiting.Add(CoordinatorMessageMapper.ToWire(granted.Plan));
            _waiting.Add(CoordinatorMessageMapper.ToWire(order));
        }

        if (newest is not null)
            _waiting.Add(CoordinatorMessageMapper.ToWire(newest));
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            responses.WriteOptions = i < _waiting.Count - 1 ? Buffered : WriteOptions.Default;
            var write = responses.WriteAsync(_waiting[i], cancellation);
            if (!write.IsCompletedSuccessfully)
                await WrittenAsync(write, cancellation).ConfigureAwait(false);
        }

        _waiting.Clear();
    }

    private async Task WrittenAsync(Task write, CancellationToken cancellation)
    {
        try
        {
            await write.WaitAsync(terms.SilenceLimit, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new StalledPeerException(terms.SilenceLimit);
        }
    }
}
