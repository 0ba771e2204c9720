using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Status">The status, the peer's or this side's.</param>
/// <param name="Trailers">What the peer sent at the end; empty where it sent nothing.</param>
/// <param name="IsCancellation">Whether this side ended it: by token, deadline or disposal.</param>
internal sealed record CallOutcome(Status Status, Metadata Trailers, bool IsCancellation = false)
{
    public static CallOutcome Cancelled { get; } = Local(StatusCode.Cancelled, "Call canceled by the client.");

    public static CallOutcome Disposed { get; } = Local(StatusCode.Cancelled, "gRPC call disposed.");

    public static CallOutcome DeadlineExceeded { get; } = Local(StatusCode.DeadlineExceeded, "");

    public static CallOutcome Of(Status status) => new(status, []);

    private static CallOutcome Local(StatusCode code, string detail) =>
        new(new Status(code, detail), [], IsCancellation: true);
}
