using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>Interceptors on the server's side.</summary>
public sealed class InterceptorTests
{
    private static readonly string[] Methods = ["Unary", "ServerStream", "ClientStream", "Duplex"];

    [Fact]
    public async Task Interceptors_stand_around_every_kind_of_call_in_order()
    {
        var journal = new List<string>();
        await using var server = await EchoServer.Start(
            options =>
            {
                options.Interceptors.Add<Noting>("outer");
                options.Interceptors.Add<Noting>("inner");
            },
            services => services.AddSingleton(journal));

        await server.Client.UnaryAsync(new()).ResponseAsync.Within("unary");
        using var serverStream = server.Client.ServerStream(new() { Count = 1 });
        await Bounds.AllOf(serverStream.ResponseStream);
        using var clientStream = server.Client.ClientStream();
        await clientStream.RequestStream.CompleteAsync();
        await clientStream.ResponseAsync.Within("client stream");
        using var duplex = server.Client.Duplex();
        await duplex.RequestStream.CompleteAsync();
        await Bounds.AllOf(duplex.ResponseStream);

        var expected = Methods.SelectMany(m => new[] { $"outer {m}", $"inner {m}", $"inner {m} done", $"outer {m} done" });
        Assert.Equal(expected, journal);
    }

    [Fact]
    public async Task Interceptor_of_one_service_follows_those_of_all()
    {
        var journal = new List<string>();
        await using var server = await EchoServer.Start(
            options => options.Interceptors.Add<Noting>("all"),
            services => services.AddSingleton(journal).AddGrpc()
                .AddServiceOptions<EchoService>(o => o.Interceptors.Add<Noting>("one")));

        await server.Client.UnaryAsync(new()).ResponseAsync.Within("unary");

        Assert.Equal(["all Unary", "one Unary", "one Unary done", "all Unary done"], journal);
    }

    [Fact]
    public async Task Interceptor_may_refuse_a_call()
    {
        await using var server = await EchoServer.Start(options => options.Interceptors.Add<Refusing>());

        var failure = await Bounds.FailureOf(server.Client.UnaryAsync(new()).ResponseAsync, "unary");

        Assert.Equal(new Status(StatusCode.Unauthenticated, "who?"), failure.Status);
        Assert.Equal(0, server.Hooks.Instances);
    }

    private sealed class Refusing : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(new Status(StatusCode.Unauthenticated, "who?"));
    }

    private sealed class Noting(List<string> journal, string name) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            var done = Note(context);
            var response = await continuation(request, context);
            done();
            return response;
        }

        public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            var done = Note(context);
            var response = await continuation(requestStream, context);
            done();
            return response;
        }

        public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            var done = Note(context);
            await continuation(request, responseStream, context);
            done();
        }

        public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            var done = Note(context);
            await continuation(requestStream, responseStream, context);
            done();
        }

        private Action Note(ServerCallContext context)
        {
            var text = $"{name} {context.Method[(context.Method.LastIndexOf('/') + 1)..]}";
            journal.Add(text);
            return () => journal.Add($"{text} done");
        }
    }
}
