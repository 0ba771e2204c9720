using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol.V1;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

/// <summary>Admits every built-in data set by its name, and uploaded ones by their hash alone.</summary>
internal sealed class NamedDatasets : IDatasetGate
{
    public static Digest Iris { get; } = Digest.Of("iris"u8);

    public Task<Digest> AdmitAsync(SweepSpec spec, Digest? uploaded, CancellationToken cancellation) =>
        spec.Dataset is DatasetReference.BuiltIn { Name: "iris" }
            ? Task.FromResult(uploaded ?? Iris)
            : throw new SubmissionRefusedException("spec_text", "dataset: its rows do not suffice", "and it is old");
}

/// <summary>A report that says only what was asked for; too large as JSON, and refused as CSV of the answer.</summary>
internal sealed class CountingReports : IReportRenderer
{
    public Task<Report> RenderAsync(ReportOrder order, CancellationToken cancellation) => order.Format switch
    {
        ReportFormat.Json => throw new ReportTooLargeException(order.MostBytes),
        ReportFormat.AnswerCsv => throw new ReportRefusedException("it has no results yet"),
        _ => Task.FromResult(new Report
        {
            Content = FormattableString.Invariant(
                $"{string.Join('+', order.Sweeps.Select(s => s.Id))} {order.Format} {order.Level} {order.Rope}"),
            TotalTrials = order.Sweeps.Sum(sweep => sweep.Plan.Grid.Count),
        }),
    };
}

/// <summary>For a node that never leads.</summary>
internal sealed class NoDefinitions : ISweepDefinitions
{
    public SweepPlan PlanOf(SweepRecord record) => throw new SweepUnreadableException("nothing is read here");
}
