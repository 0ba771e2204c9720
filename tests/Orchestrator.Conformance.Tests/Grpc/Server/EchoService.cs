using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Conformance.Tests.Grpc.Protos;
using Status = Grpc.Core.Status;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>Does what the requests say; one instance a call.</summary>
internal sealed class EchoService : Echo.EchoBase, IDisposable
{
    private readonly EchoHooks _hooks;

    public EchoService(EchoHooks hooks)
    {
        _hooks = hooks;
        hooks.CountInstance();
    }

    public void Dispose() => _hooks.CountDisposal();

    public override async Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
    {
        await Prepare(request, context);
        ThrowIfToldTo(request);
        return Reply(request, 0);
    }

    public override async Task ServerStream(
        EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await Answer(request, responseStream, context);
        ThrowIfToldTo(request);
    }

    public override async Task<EchoReply> ClientStream(
        IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        var texts = new List<string>();
        var bytes = 0L;
        await foreach (var request in requestStream.ReadAllAsync())
        {
            await Prepare(request, context);
            ThrowIfToldTo(request);
            texts.Add(request.Text);
            bytes += request.Payload.Length;
        }

        return new() { Text = string.Concat(texts), Index = texts.Count, PayloadBytes = bytes };
    }

    public override async Task Duplex(
        IAsyncStreamReader<EchoRequest> requestStream,
        IServerStreamWriter<EchoReply> responseStream,
        ServerCallContext context)
    {
        if (_hooks.InsteadOfDuplex is { } instead)
        {
            await instead(requestStream);
            return;
        }

        await foreach (var request in requestStream.ReadAllAsync())
        {
            if (request.Count == 0)
                request.Count = 1;
            await Answer(request, responseStream, context);
            ThrowIfToldTo(request);
        }
    }

    private static EchoReply Reply(EchoRequest request, int index) =>
        new() { Text = request.Text, Payload = request.Payload, Index = index };

    private static void ThrowIfToldTo(EchoRequest request)
    {
        if (request.FailStatusCode == 0)
            return;
        if (request.FailReason.Length == 0)
        {
            var trailers = new Metadata { { "failed", request.Text }, { "failed-bin", request.Payload.ToByteArray() } };
            throw new RpcException(new Status((StatusCode)request.FailStatusCode, request.FailDetail), trailers);
        }

        throw new Google.Rpc.Status
        {
            Code = request.FailStatusCode,
            Message = request.FailDetail,
            Details = { ErrorInfo(request.FailReason) },
        }.ToRpcException();
    }

    // Written by its field numbers (reason 1, domain 2): the generated type's names differ between releases.
    private static Any ErrorInfo(string reason) => new()
    {
        TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo",
        Value = new EchoRequest { Text = reason, Payload = ByteString.CopyFromUtf8("conformance") }.ToByteString(),
    };

    private async Task Answer(
        EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < request.Count; i++)
        {
            await Prepare(request, context);
            await responseStream.WriteAsync(Reply(request, i));
            _hooks.CountWritten();
        }
    }

    private async Task Prepare(EchoRequest request, ServerCallContext context)
    {
        if (request.DelayMs > 0)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(request.DelayMs));
            await timer.WaitForNextTickAsync(context.CancellationToken);
        }

        if (_hooks.BeforeAnswer is { } hook)
            await hook(request, context);
    }
}
