using System.Security.Authentication;
using Grpc.Core;

namespace Orchestrator.Protocol.Access;

/// <summary>
/// Tells calls that fail for lack of access from those that another try may mend. Remembers how often connections were
/// cut off, so one check goes with one caller. Not thread-safe.
/// </summary>
public sealed class AccessCheck
{
    // What is read where an answer in clear was taken for TLS.
    private const string NoFrame = "Cannot determine the frame size";
    private const int MostCutOffs = 3;
    private readonly Dictionary<Uri, int> _cutOffs = [];

    /// <summary>What is lacking; null where the failure has another reason, or one that is not certain yet.</summary>
    /// <param name="failure">The call that failed.</param>
    /// <param name="address">Where it went.</param>
    /// <param name="cancellation">Calls the look at the address off.</param>
    public async Task<AccessRefusal?> OfAsync(RpcException failure, Uri address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(address);
        var known = OfStatus(failure.Status) ?? OfHandshake(failure.Status.DebugException);
        if (known is not null || !IsCutOff(failure.Status.DebugException))
        {
            _cutOffs.Remove(address);
            return known;
        }

        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return await TlsProbe.AnswersAsync(address, cancellation).ConfigureAwait(false)
                ? new AccessRefusal(AccessProblem.TlsExpected, "TLS is spoken there, and the address says http://")
                : null;
        }

        // A coordinator that dies at this very moment looks the same, but not several times in a row.
        return (_cutOffs[address] = _cutOffs.GetValueOrDefault(address) + 1) < MostCutOffs
            ? null
            : new AccessRefusal(
                AccessProblem.ClientCertificate,
                "it ends connections after the handshake, as one does that refuses the client's certificate");
    }

    private static AccessRefusal? OfStatus(Status status) => status.StatusCode switch
    {
        StatusCode.Unauthenticated => new AccessRefusal(AccessProblem.Identity, Words(status)),
        StatusCode.PermissionDenied => new AccessRefusal(AccessProblem.Role, Words(status)),
        _ => null,
    };

    private static AccessRefusal? OfHandshake(Exception? cause)
    {
        while (cause is not null and not AuthenticationException)
            cause = cause.InnerException;
        if (cause is null)
            return null;
        if (cause.Message.StartsWith(NoFrame, StringComparison.Ordinal))
            return new AccessRefusal(AccessProblem.TlsMissing, "no TLS is spoken there, and the address says https://");
        while (cause.InnerException is { } inner)
            cause = inner;
        var words = cause.Message.ReplaceLineEndings(" ");
        return words.Contains(" alert ", StringComparison.Ordinal)
            ? new AccessRefusal(AccessProblem.ClientCertificate, $"it refuses the client's certificate ({words})")
            : new AccessRefusal(AccessProblem.ServerCertificate, words);
    }

    // The connection was there, with TLS where there is any, and ended before a word of HTTP/2.
    private static bool IsCutOff(Exception? cause)
    {
        for (var e = cause; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException)
                return false;
            if (e is HttpRequestException request)
            {
                return request.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.InvalidResponse
                    or HttpRequestError.ResponseEnded;
            }
        }

        return false;
    }

    private static string Words(Status status) =>
        string.IsNullOrWhiteSpace(status.Detail) ? "it refuses" : status.Detail.ReplaceLineEndings(" ");
}
