using Grpc.Core;

namespace Orchestrator.Host.Security;

/// <summary>Why a call is not answered.</summary>
/// <param name="Code">As gRPC has it.</param>
/// <param name="HttpStatus">As HTTP has it.</param>
/// <param name="Message">What is needed, in ASCII without %.</param>
/// <param name="RetryAfter">When it may be tried again; null where that would not help.</param>
internal sealed record Refusal(StatusCode Code, int HttpStatus, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>The caller is not known.</summary>
    public static Refusal Unknown(string missing) => new(StatusCode.Unauthenticated, 401, missing);

    /// <summary>The caller may not.</summary>
    public static Refusal Forbidden(string needed) => new(StatusCode.PermissionDenied, 403, needed);

    /// <summary>The caller does too much.</summary>
    public static Refusal TooMuch(string limit, TimeSpan? retryAfter) =>
        new(StatusCode.ResourceExhausted, 429, limit, retryAfter);
}
