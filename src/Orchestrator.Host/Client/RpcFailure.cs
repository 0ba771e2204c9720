using Grpc.Core;
using Orchestrator.Host.Client.Access;

namespace Orchestrator.Host.Client;

/// <summary>What a refusal of the coordinator means to the user: an exit code and a line for each problem.</summary>
internal static class RpcFailure
{
    /// <summary>The exit code of a refusal.</summary>
    public static int CodeOf(RpcException refused) => refused.StatusCode switch
    {
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists
            or StatusCode.FailedPrecondition or StatusCode.OutOfRange => ExitCode.BadInput,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => ExitCode.Unreachable,
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => ExitCode.Refused,
        StatusCode.Cancelled => ExitCode.Interrupted,
        StatusCode.ResourceExhausted or StatusCode.DataLoss or StatusCode.Aborted => ExitCode.StoreProblem,
        _ => ExitCode.Unexpected,
    };

    /// <summary>What to tell: the coordinator's own words, a line each, where it has any.</summary>
    public static IReadOnlyList<string> LinesOf(RpcException refused)
    {
        var words = refused.Status.Detail ?? "";
        return refused.StatusCode switch
        {
            StatusCode.Cancelled => ["interrupted"],
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => [AccessAdvice.Of(refused)],
            StatusCode.DeadlineExceeded => ["the coordinator does not answer in time"],
            StatusCode.Unimplemented =>
                [$"the coordinator is of another version and cannot do this: {words.ReplaceLineEndings(" ")}"],
            _ when CodeOf(refused) == ExitCode.Unexpected =>
                [$"the coordinator failed ({refused.StatusCode}): {words.ReplaceLineEndings(" ")}"],
            _ when words.Length == 0 => [$"the coordinator refused: {refused.StatusCode}"],
            _ => words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }
}
