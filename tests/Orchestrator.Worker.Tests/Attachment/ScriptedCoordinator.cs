using System.Net;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Protocol;
using Orchestrator.Protocol.V1;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Worker.Tests.Attachment;

/// <summary>A coordinator on a loopback port that does what a test says.</summary>
internal sealed class ScriptedCoordinator : Workers.WorkersBase, IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Channel<ScriptedSession> _sessions = Channel.CreateUnbounded<ScriptedSession>();
    private WebApplication _app = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Where it stands by: the leader it names.</summary>
    public Uri? Leader { get; set; }

    /// <summary>Where it refuses who attaches: what it answers.</summary>
    public RpcException? Refusal { get; set; }

    /// <summary>How often it says that it is asked too often for a blob, before it gives one.</summary>
    public int BlobsTooMany { get; set; }

    /// <summary>How often somebody tried to attach.</summary>
    public int Attempts { get; private set; }

    /// <summary>The header "greeting" of those who tried.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Greetings { get; } = [];

    public Dictionary<string, byte[]> Blobs { get; } = [];

    public static async Task<ScriptedCoordinator> StartAsync(int port = 0)
    {
        var coordinator = new ScriptedCoordinator();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(coordinator);
        builder.Logging.ClearProviders();
        coordinator._app = builder.Build();
        coordinator._app.MapGrpcService<ScriptedCoordinator>();
        await coordinator._app.StartAsync();
        var addresses = coordinator._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        coordinator.Address = new Uri(addresses.Addresses.Single());
        return coordinator;
    }

    /// <summary>The next worker that attaches, after its first message; welcomed.</summary>
    public async Task<ScriptedSession> NextSessionAsync()
    {
        var session = await _sessions.Reader.ReadAsync().AsTask().WaitAsync(Bound);
        await session.SendAsync(SessionTermsMapper.ToWire(
            new SessionTerms(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30))));
        return session;
    }

    public override async Task Attach(
        IAsyncStreamReader<Wire.WorkerMessage> requestStream, IServerStreamWriter<Wire.CoordinatorMessage> responseStream,
        ServerCallContext context)
    {
        Attempts++;
        if (context.RequestHeaders.GetValue("greeting") is { } greeting)
            Greetings.Enqueue(greeting);
        if (Refusal is { } refusal)
            throw refusal;
        if (Leader is { } leader)
        {
            var trailers = new Metadata { { "leader-address", leader.ToString() } };
            throw new RpcException(new Status(StatusCode.Unavailable, "standing by"), trailers);
        }

        var session = new ScriptedSession(responseStream);
        await requestStream.MoveNext(context.CancellationToken);
        session.Attached = requestStream.Current.Attached;
        _sessions.Writer.TryWrite(session);
        var reading = session.ReadAsync(requestStream, context.CancellationToken);
        if (await Task.WhenAny(reading, session.Broken) == session.Broken)
            await session.Broken;
        await reading;
    }

    public override async Task GetBlob(
        GetBlobRequest request, IServerStreamWriter<BlobChunk> responseStream, ServerCallContext context)
    {
        if (BlobsTooMany-- > 0)
            throw TooMany("0");
        if (!Blobs.TryGetValue(Convert.ToHexStringLower(request.Hash.Span), out var blob))
            throw new RpcException(new Status(StatusCode.NotFound, "no such blob"));
        foreach (var part in blob.Chunk(1000))
            await responseStream.WriteAsync(new BlobChunk { Content = ByteString.CopyFrom(part) });
    }

    /// <summary>What a caller is told that asks too often.</summary>
    public static RpcException TooMany(string retryAfter) => new(
        new Status(StatusCode.ResourceExhausted, "too many requests"), new Metadata { { "retry-after", retryAfter } });

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}

/// <summary>The coordinator's side of one session.</summary>
internal sealed class ScriptedSession(IServerStreamWriter<Wire.CoordinatorMessage> responses)
{
    private readonly Channel<Sweeps.Scheduling.WorkerMessage> _received =
        Channel.CreateUnbounded<Sweeps.Scheduling.WorkerMessage>();

    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Attached Attached { get; set; } = new();

    /// <summary>Faulted when the test breaks the session.</summary>
    public Task Broken => _broken.Task;

    public Task SendAsync(Wire.CoordinatorMessage message) => responses.WriteAsync(message);

    public async Task GrantAsync(SweepPlan plan, long lease)
    {
        await SendAsync(CoordinatorMessageMapper.ToWire(plan));
        await SendAsync(CoordinatorMessageMapper.ToWire(new Sweeps.Scheduling.LeaseGranted(
            new LeaseId(lease), plan, plan.Bundle(0),
            [.. plan.Bundle(0).Trials.Select(trial => new LeasedTrial(trial, 1))])));
    }

    public Task AcknowledgeAsync(long results) =>
        SendAsync(CoordinatorMessageMapper.ToWire(new Sweeps.Scheduling.ResultsAcknowledged(results)));

    public void Break(Status status) => _broken.TrySetException(new RpcException(status));

    /// <summary>The next message of a kind; what comes before it is passed over.</summary>
    public async Task<T> NextAsync<T>()
        where T : Sweeps.Scheduling.WorkerMessage
    {
        while (true)
        {
            if (await _received.Reader.ReadAsync().AsTask().WaitAsync(ScriptedCoordinator.Bound) is T wanted)
                return wanted;
        }
    }

    /// <summary>All that the worker says until it ends the stream.</summary>
    public async Task<List<Sweeps.Scheduling.WorkerMessage>> RestAsync()
    {
        var rest = new List<Sweeps.Scheduling.WorkerMessage>();
        using var bound = new CancellationTokenSource(ScriptedCoordinator.Bound);
        await foreach (var message in _received.Reader.ReadAllAsync(bound.Token))
            rest.Add(message);
        return rest;
    }

    public async Task ReadAsync(IAsyncStreamReader<Wire.WorkerMessage> requests, CancellationToken cancellation)
    {
        try
        {
            while (await requests.MoveNext(cancellation))
            {
                var messages = new List<Sweeps.Scheduling.WorkerMessage>();
                WorkerMessageMapper.ToDomain(requests.Current, Attached.Worker, messages);
                foreach (var message in messages)
                    _received.Writer.TryWrite(message);
            }
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }
}
