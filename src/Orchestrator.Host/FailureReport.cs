using Grpc.Core;
using Orchestrator.Host.Client;
using Orchestrator.Host.Client.Access;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;
using Orchestrator.Protocol.Access;
using Orchestrator.Reports.Answers;
using Orchestrator.Training;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Host;

/// <summary>Says what went wrong in as many lines as there are problems, and chooses the exit code.</summary>
internal static class FailureReport
{
    /// <summary>Set to 1, it shows the whole exception.</summary>
    public const string DebugVariable = "ORCHESTRATOR_DEBUG";

    /// <summary>Writes <paramref name="failure"/> to <paramref name="error"/> and returns its exit code.</summary>
    public static int Write(Exception failure, TextWriter error, bool debug)
    {
        if (debug)
            error.WriteLine(failure);
        var cause = Unwrap(failure);
        var (code, lines) = cause switch
        {
            BadInputException bad => (ExitCode.BadInput, bad.Problems),
            DatasetException data => (ExitCode.BadInput, data.Problems),
            ReportException report => (ExitCode.BadInput, [report.Message]),
            StoreException store => (ExitCode.StoreProblem, [store.Message]),
            CoordinatorUnreachableException unreachable => (ExitCode.Unreachable, [unreachable.Message]),
            AccessRefusedException refused => (ExitCode.Refused, [AccessAdvice.Of(refused)]),
            RpcException refused => (RpcFailure.CodeOf(refused), RpcFailure.LinesOf(refused)),
            WireFormatException wire => (ExitCode.Unexpected, [$"the coordinator sent what cannot be: {wire.Message}"]),
            SlotStartException slot => (ExitCode.Unexpected, [slot.Message]),
            MissingLibraryException missing => (ExitCode.Unexpected, [missing.Message]),
            NotSupportedException unsupported => (ExitCode.Unexpected, [unsupported.Message]),
            OperationCanceledException => (ExitCode.Interrupted, (IReadOnlyList<string>)["interrupted"]),
            _ => (ExitCode.Unexpected, [Unexpected(cause)]),
        };
        foreach (var line in lines)
            error.WriteLine($"error: {line}");
        return code;
    }

    // Libraries are loaded and stores are opened behind type initialisers, tasks and actors; the reason lies within.
    private static Exception Unwrap(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is BadInputException or DatasetException or StoreException or MissingLibraryException
                or AccessRefusedException or RpcException or CoordinatorUnreachableException or SlotStartException)
                return inner;
        }

        return failure is AggregateException or TypeInitializationException && failure.InnerException is not null
            ? Unwrap(failure.InnerException)
            : failure;
    }

    private static string Unexpected(Exception failure) =>
        $"unexpected {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}"
            + $" ({DebugVariable}=1 shows more)";
}
