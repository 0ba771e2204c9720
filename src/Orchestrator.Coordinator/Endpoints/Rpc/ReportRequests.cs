using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Checks what GetReport was asked.</summary>
internal static class ReportRequests
{
    private const int MostSweeps = 100;
    private const double UsualLevel = 0.95;
    private const double UsualRope = 0.01;

    /// <summary>The sweeps that a request names, the first one first.</summary>
    /// <exception cref="Grpc.Core.RpcException">A field is out of its bounds.</exception>
    public static IReadOnlyList<string> Sweeps(Wire.GetReportRequest request)
    {
        if (!Enum.IsDefined(request.Format))
        {
            throw RpcFailures.BadField(
                "format", $"format: {(int)request.Format} is not allowed; it is text (1), CSV (2) or JSON (3) of the "
                    + "results, or HTML (4), Markdown (5), JSON (6), CSV (7) or text (8) of the answer");
        }

        if (request.MoreSweeps.Count > 0 && request.Format < Wire.ReportFormat.Html)
        {
            throw RpcFailures.BadField(
                "more_sweeps",
                "more_sweeps: the results are of one sweep; the answer (formats 4 to 8) may be of several");
        }

        if (request.MoreSweeps.Count >= MostSweeps)
        {
            throw RpcFailures.BadField("more_sweeps",
                $"more_sweeps: {request.MoreSweeps.Count} are too many; a report is of {MostSweeps} sweeps at most");
        }

        return [request.Sweep, .. request.MoreSweeps];
    }

    /// <summary>The confidence level asked for.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is out of its bounds.</exception>
    public static double Level(Wire.GetReportRequest request) =>
        Within("level", request.HasLevel ? request.Level : UsualLevel, 0.5, 0.9999);

    /// <summary>The region of equivalence asked for.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is out of its bounds.</exception>
    public static double Rope(Wire.GetReportRequest request) =>
        Within("rope", request.HasRope ? request.Rope : UsualRope, 0, 1);

    private static double Within(string field, double value, double least, double most) =>
        value >= least && value <= most ? value : throw RpcFailures.BadField(
            field,
            FormattableString.Invariant($"{field}: {value} is not allowed; it is a number from {least} to {most}"));
}
