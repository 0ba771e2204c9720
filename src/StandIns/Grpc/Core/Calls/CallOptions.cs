namespace Grpc.Core;

/// <summary>
/// What a client sends with a call beside its messages. Immutable: each <c>With…</c> gives a changed copy.
/// </summary>
/// <param name="headers">The headers.</param>
/// <param name="deadline">When the call must be done, in UTC.</param>
/// <param name="cancellationToken">Cancels the call.</param>
/// <param name="writeOptions">How messages are written.</param>
/// <param name="propagationToken">Carries the deadline and cancellation of the call that this one is made for.</param>
/// <param name="credentials">Adds headers that say who calls.</param>
#pragma warning disable CA1068 // the official order
public struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null,
    ContextPropagationToken? propagationToken = null,
    CallCredentials? credentials = null)
#pragma warning restore CA1068
{
    private bool _waitForReady = false;

    /// <summary>The headers.</summary>
    public Metadata? Headers { readonly get; private set; } = headers;

    /// <summary>When the call must be done, in UTC; null for no limit.</summary>
    public DateTime? Deadline { readonly get; private set; } = deadline;

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { readonly get; private set; } = cancellationToken;

    /// <summary>How messages are written.</summary>
    public WriteOptions? WriteOptions { readonly get; private set; } = writeOptions;

    /// <summary>Carries the deadline and cancellation of the call that this one is made for.</summary>
    public ContextPropagationToken? PropagationToken { readonly get; private set; } = propagationToken;

    /// <summary>Adds headers that say who calls.</summary>
    public CallCredentials? Credentials { readonly get; private set; } = credentials;

    /// <summary>Whether the call waits for a connection rather than fail at once.</summary>
    public readonly bool IsWaitForReady => _waitForReady;

    /// <summary>The same with other headers.</summary>
    /// <param name="headers">The headers.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same with another deadline.</summary>
    /// <param name="deadline">When the call must be done, in UTC.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same with another cancellation.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    /// <summary>The same with another way to write.</summary>
    /// <param name="writeOptions">How messages are written.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) =>
        this with { WriteOptions = writeOptions };

    /// <summary>The same made for another call.</summary>
    /// <param name="propagationToken">That call's token.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) =>
        this with { PropagationToken = propagationToken };

    /// <summary>The same with other credentials.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithCredentials(CallCredentials credentials) =>
        this with { Credentials = credentials };

    /// <summary>The same waiting, or not, for a connection.</summary>
    /// <param name="waitForReady">Whether to wait.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) =>
        this with { _waitForReady = waitForReady };
}
