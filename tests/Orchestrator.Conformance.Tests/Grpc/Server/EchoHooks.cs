using Grpc.Core;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>What a test has the service do before an answer; and what the service tells of itself.</summary>
internal sealed class EchoHooks
{
    private int _instances;
    private int _disposed;
    private long _written;

    /// <summary>Runs before each answer.</summary>
    public Func<EchoRequest, ServerCallContext, Task>? BeforeAnswer { get; set; }

    /// <summary>Handles duplex calls instead of the echo.</summary>
    public Func<IAsyncStreamReader<EchoRequest>, Task>? InsteadOfDuplex { get; set; }

    public int Instances => Volatile.Read(ref _instances);

    public int Disposed => Volatile.Read(ref _disposed);

    /// <summary>How many writes to a stream have ended.</summary>
    public long Written => Volatile.Read(ref _written);

    public void CountInstance() => Interlocked.Increment(ref _instances);

    public void CountDisposal() => Interlocked.Increment(ref _disposed);

    public void CountWritten() => Interlocked.Increment(ref _written);
}
