using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc;

/// <summary>The messages of the Echo service, for methods that it does not have.</summary>
internal static class EchoMarshallers
{
    public static Marshaller<EchoRequest> Request { get; } =
        Marshallers.Create(m => m.ToByteArray(), EchoRequest.Parser.ParseFrom);

    public static Marshaller<EchoReply> Reply { get; } =
        Marshallers.Create(m => m.ToByteArray(), EchoReply.Parser.ParseFrom);
}
