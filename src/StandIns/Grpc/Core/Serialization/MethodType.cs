namespace Grpc.Core;

/// <summary>The four kinds of call: who sends one message and who sends a stream.</summary>
public enum MethodType
{
    /// <summary>One request, one response.</summary>
    Unary,

    /// <summary>A stream of requests, one response.</summary>
    ClientStreaming,

    /// <summary>One request, a stream of responses.</summary>
    ServerStreaming,

    /// <summary>A stream each way, each at its own pace.</summary>
    DuplexStreaming,
}
