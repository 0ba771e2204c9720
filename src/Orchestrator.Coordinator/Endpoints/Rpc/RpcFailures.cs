using Akka.Actor;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>What goes wrong, as the status that a client is told.</summary>
internal static class RpcFailures
{
    /// <summary>The trailer in which a coordinator that stands by names the one that leads.</summary>
    public const string LeaderTrailer = "leader-address";

    // Trailers are headers: clients commonly take 8 KiB of them, and the details are sent in base64.
    private const int MostDetailBytes = 4096;
    private const int LongestMessage = 1024;
    private const int LongestDescription = 512;

    /// <summary>A request with a bad field: INVALID_ARGUMENT that names it.</summary>
    public static RpcException BadField(string field, string problem) => BadFields([(field, problem)]);

    /// <summary>
    /// A request with bad fields: INVALID_ARGUMENT with a line for each and <c>google.rpc.BadRequest</c> in the
    /// details; those that do not fit are counted.
    /// </summary>
    public static RpcException BadFields(IReadOnlyList<(string Field, string Problem)> problems)
    {
        var details = new BadRequest();
        foreach (var (field, problem) in problems)
        {
            var violation = new BadRequest.Types.FieldViolation
            {
                Field = Short(field, 200),
                Description = Short(problem, LongestDescription),
            };
            if (details.CalculateSize() + violation.CalculateSize() > MostDetailBytes)
                break;
            details.FieldViolations.Add(violation);
        }

        var lines = problems.Select(problem => Short(problem.Problem, LongestDescription)).ToList();
        var fitting = lines.TakeWhile((_, i) => lines.Take(i + 1).Sum(line => line.Length) < LongestMessage).Count();
        var told = Math.Max(1, fitting);
        var message = string.Join('\n', lines.Take(told));
        if (told < lines.Count)
            message += $"\nand {lines.Count - told} more";
        return new Google.Rpc.Status
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = message,
            Details = { Any.Pack(details) },
        }.ToRpcException();
    }

    /// <summary>A sweep that is not there.</summary>
    public static RpcException UnknownSweep(string sweep) => Failure(
        StatusCode.NotFound,
        $"there is no sweep '{Short(sweep, 64)}'; a sweep is named by its id of 12 hexadecimal digits, the beginning "
        + "of one, or its name, and List shows them");

    /// <summary>A failure with its reason.</summary>
    public static RpcException Failure(StatusCode code, string reason) =>
        new(new Grpc.Core.Status(code, Short(reason, LongestMessage)));

    /// <summary>What a client is told of <paramref name="error"/>; null where it is a fault of the program.</summary>
    public static RpcException? Of(Exception error) => error switch
    {
        RpcException refused => refused,
        WireFormatException wrong => BadField(wrong.Field, wrong.Message),
        SubmissionRefusedException refused => BadFields([.. refused.Problems.Select(p => (refused.Field, p))]),
        NotLeadingException standby => NotLeading(standby),
        StoreException store => Failure(StatusCode.Unavailable, $"the store: {store.Message}"),
        AskTimeoutException => Failure(
            StatusCode.Unavailable, "the coordinator does not answer in time; its journal may not be writable"),
        SweepUnreadableException unreadable => Failure(StatusCode.FailedPrecondition, unreadable.Message),
        ReportTooLargeException large => Failure(StatusCode.FailedPrecondition, large.Message),
        ReportRefusedException refused => Failure(StatusCode.FailedPrecondition, refused.Message),
        ProtocolVersionException version => Failure(StatusCode.FailedPrecondition, version.Message),
        ProtocolOrderException order => Failure(StatusCode.FailedPrecondition, order.Message),
        StalledPeerException stalled => Failure(StatusCode.DeadlineExceeded, stalled.Message),
        SessionEndedException ended => Failure(StatusCode.Aborted, $"the session was ended: {ended.Message}"),
        KeyNotFoundException missing => Failure(StatusCode.NotFound, missing.Message),
        OperationCanceledException => Failure(StatusCode.Cancelled, "the call was cancelled"),
        _ => null,
    };

    /// <summary>The same text, no longer than allowed and without control characters other than line ends.</summary>
    public static string Short(string text, int longest)
    {
        var kept = text.Length <= longest ? text : $"{text[..(longest - 1)]}…";
        return string.Create(kept.Length, kept, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char.IsControl(from[i]) && from[i] != '\n') || char.IsSurrogate(from[i]) ? '?' : from[i];
        });
    }

    private static RpcException NotLeading(NotLeadingException standby)
    {
        var trailers = new Metadata();
        if (standby.LeaderAddress is { } address)
            trailers.Add(LeaderTrailer, address);
        return new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, standby.Message), trailers);
    }
}
