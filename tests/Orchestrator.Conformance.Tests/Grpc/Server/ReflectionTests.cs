using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>A client without the proto files can ask the server for them.</summary>
public sealed class ReflectionTests
{
    private const string Service = "orchestrator.conformance.v1.Echo";

    [Fact]
    public async Task Services_are_listed_in_both_versions()
    {
        await using var server = await Start();

        var names = (await Ask(server, new() { ListServices = "" })).ListServicesResponse.Service.Select(s => s.Name).ToList();
        using var alpha = new V1Alpha.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await alpha.RequestStream.WriteAsync(new() { ListServices = "" }).Within("the question");
        Assert.True(await alpha.ResponseStream.MoveNext(CancellationToken.None).Within("the answer"));
        var alphaNames = alpha.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name);

        Assert.Contains(Service, names);
        Assert.Contains("grpc.reflection.v1alpha.ServerReflection", names);
        Assert.Equal(names, alphaNames);
    }

    [Theory]
    [InlineData(Service)]
    [InlineData(Service + ".Unary")]
    [InlineData("orchestrator.conformance.v1.EchoReply")]
    [InlineData("orchestrator.conformance.v1.EchoReply.text")]
    public async Task File_of_a_symbol_is_given(string symbol)
    {
        await using var server = await Start();

        var answer = await Ask(server, new() { Host = "h", FileContainingSymbol = symbol });

        var file = FileDescriptorProto.Parser.ParseFrom(answer.FileDescriptorResponse.FileDescriptorProto[0]);
        Assert.Equal("echo.proto", file.Name);
        Assert.Equal(4, file.Service.Single().Method.Count);
        Assert.Equal("h", answer.ValidHost);
        Assert.Equal(symbol, answer.OriginalRequest.FileContainingSymbol);
    }

    [Fact]
    public async Task File_is_given_by_its_name()
    {
        await using var server = await Start();

        var answer = await Ask(server, new() { FileByFilename = "echo.proto" });

        Assert.Equal(
            "orchestrator.conformance.v1",
            FileDescriptorProto.Parser.ParseFrom(answer.FileDescriptorResponse.FileDescriptorProto[0]).Package);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_the_stream_goes_on()
    {
        await using var server = await Start();
        V1.ServerReflectionRequest[] questions =
        [
            new() { FileByFilename = "gone.proto" },
            new() { FileContainingSymbol = "gone.Gone" },
            new() { FileContainingExtension = new() { ContainingType = "gone.Gone", ExtensionNumber = 1 } },
            new() { AllExtensionNumbersOfType = "gone.Gone" },
        ];
        using var call = new V1.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();

        foreach (var question in questions)
        {
            await call.RequestStream.WriteAsync(question).Within("the question");
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the answer"));
            Assert.Equal((int)StatusCode.NotFound, call.ResponseStream.Current.ErrorResponse.ErrorCode);
        }

        await call.RequestStream.CompleteAsync().Within("the end");
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the end of answers"));
    }

    private static async Task<V1.ServerReflectionResponse> Ask(EchoServer server, V1.ServerReflectionRequest question)
    {
        using var call = new V1.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(question).Within("the question");
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the answer"));
        var answer = call.ResponseStream.Current;
        await call.RequestStream.CompleteAsync().Within("the end");
        return answer;
    }

    private static Task<EchoServer> Start() => EchoServer.Start(
        services: services => services.AddGrpcReflection(),
        pipeline: app =>
        {
            app.MapGrpcService<EchoService>();
            app.MapGrpcReflectionService();
        });
}
