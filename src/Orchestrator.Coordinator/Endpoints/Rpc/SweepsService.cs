using Grpc.Core;
using Microsoft.Extensions.Logging;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// The service <c>orchestrator.v1.Sweeps</c>: what clients ask of a coordinator. What goes wrong is thrown as it is and
/// becomes a status in <see cref="FailureInterceptor"/>.
/// </summary>
internal sealed class SweepsService(
    SweepEndpoint sweeps, SweepFinder finder, SubmissionReader submissions, TrialReader trials, IResultStore store,
    ISweepDefinitions definitions, IReportRenderer reports, TimeProvider time,
    ILogger<SweepsService> log) : Wire.Sweeps.SweepsBase
{
    private const int LargestPage = 1000;
    private const int UsualPage = 100;
    private const int AskedAtOnce = 16;
    private const long MostReportBytes = 64L * 1024 * 1024;

    public override async Task<Wire.SubmitReply> Submit(Wire.SubmitRequest request, ServerCallContext context)
    {
        finder.RequireLeading();
        var cancellation = context.CancellationToken;
        var (plan, record, warnings) = await submissions.ReadAsync(request, cancellation).ConfigureAwait(false);
        var before = await store.FindSweepAsync(record.Id, cancellation).ConfigureAwait(false);
        if (record.IdempotencyKey is not null
            && await RepeatedAsync(record, cancellation).ConfigureAwait(false) is { } repeated)
            return new Wire.SubmitReply { Sweep = SweepMessages.Of(repeated, withSpec: true), Existed = false };
        var standing = await sweeps.SubmitAsync(plan, record, cancellation).ConfigureAwait(false);
        RpcLog.Submitted(log, record.Id, record.Name, CallerName.Of(context), plan.Grid.Count);
        var reply = new Wire.SubmitReply
        {
            Sweep = SweepMessages.Of(standing, withSpec: true),
            Existed = before is not null,
        };
        reply.Warnings.AddRange(warnings.Select(SpecMapper.ToWire));
        return reply;
    }

    public override Task<Wire.ValidateReply> Validate(Wire.ValidateRequest request, ServerCallContext context)
    {
        var read = submissions.ReadSpec(request.SpecText, request.SpecName);
        var reply = new Wire.ValidateReply();
        if (read.IsValid)
        {
            var plan = new SweepPlan(new SweepDefinition(read.Spec, request.SpecText, default));
            reply.Plan = SpecMapper.ToWire(PlanSummary.Of(plan));
        }

        reply.Problems.AddRange(read.Problems.Select(SpecMapper.ToWire));
        reply.Warnings.AddRange(read.Warnings.Select(SpecMapper.ToWire));
        return Task.FromResult(reply);
    }

    public override async Task<Wire.Sweep> Get(Wire.GetSweepRequest request, ServerCallContext context)
    {
        var record = await finder.FindAsync(request.Sweep, context.CancellationToken).ConfigureAwait(false);
        return SweepMessages.Of(
            await sweeps.GetAsync(record.Id, context.CancellationToken).ConfigureAwait(false), withSpec: true);
    }

    public override async Task<Wire.ListSweepsReply> List(Wire.ListSweepsRequest request, ServerCallContext context)
    {
        finder.RequireLeading();
        var cancellation = context.CancellationToken;
        var size = PageTokens.Size(request.PageSize, UsualPage, LargestPage);
        var after = PageTokens.Sweep(request.PageToken);
        if (after is not null && await store.FindSweepAsync(after, cancellation).ConfigureAwait(false) is null)
            throw PageTokens.Unknown(request.PageToken);
        // One more than asked says whether there is another page.
        var page = await store.ListSweepsAsync(after, size + 1, cancellation).ConfigureAwait(false);
        var shown = new Wire.Sweep[Math.Min(size, page.Count)];
        await Parallel.ForAsync(
            0, shown.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellation },
            async (i, stop) => shown[i] = SweepMessages.Of(
                await sweeps.GetAsync(page[i].Id, stop).ConfigureAwait(false), withSpec: false)).ConfigureAwait(false);
        return new Wire.ListSweepsReply
        {
            Sweeps = { shown },
            NextPageToken = page.Count > size ? page[size - 1].Id : "",
        };
    }

    public override Task<Wire.Sweep> Pause(Wire.PauseRequest request, ServerCallContext context) =>
        AskAsync(request.Sweep, new Pause(), context);

    public override Task<Wire.Sweep> Resume(Wire.ResumeRequest request, ServerCallContext context) =>
        AskAsync(request.Sweep, new Resume(), context);

    public override Task<Wire.Sweep> Cancel(Wire.CancelRequest request, ServerCallContext context) =>
        AskAsync(request.Sweep, new Cancel(), context);

    public override Task<Wire.Sweep> Retry(Wire.RetryRequest request, ServerCallContext context) =>
        AskAsync(request.Sweep, new RetryFailed(), context);

    public override async Task Watch(
        Wire.WatchRequest request, IServerStreamWriter<Wire.SweepProgress> responseStream, ServerCallContext context)
    {
        var pace = new WatchPace(request.IntervalMs, time);
        var cancellation = context.CancellationToken;
        string? id = null;
        if (request.Sweep.Length > 0)
            id = (await finder.FindAsync(request.Sweep, cancellation).ConfigureAwait(false)).Id;
        // The first state may be long in coming; the client learns now that it is heard.
        await context.WriteResponseHeadersAsync(Metadata.Empty).ConfigureAwait(false);
        await foreach (var progress in sweeps.WatchAsync(id, cancellation).ConfigureAwait(false))
        {
            await responseStream.WriteAsync(SweepMessages.Of(progress), cancellation).ConfigureAwait(false);
            if (id is null || !progress.IsFinished)
                await pace.WaitAsync(progress, cancellation).ConfigureAwait(false);
        }
    }

    public override async Task<Wire.ListTrialsReply> ListTrials(
        Wire.ListTrialsRequest request, ServerCallContext context)
    {
        var size = PageTokens.Size(request.PageSize, TrialReader.UsualPage, TrialReader.LargestPage);
        var (record, plan) = await PlanAsync(request.Sweep, context).ConfigureAwait(false);
        var first = PageTokens.Trial(request.PageToken, plan.Grid.Count);
        var (page, next) = await trials.ReadPageAsync(
            new TrialQuery(plan, record.Id, request.State, first), size, context.CancellationToken)
            .ConfigureAwait(false);
        return new Wire.ListTrialsReply
        {
            Trials = { page },
            NextPageToken = next < plan.Grid.Count ? PageTokens.Of(next) : "",
        };
    }

    public override async Task StreamTrials(
        Wire.StreamTrialsRequest request, IServerStreamWriter<Wire.TrialPage> responseStream, ServerCallContext context)
    {
        var (record, plan) = await PlanAsync(request.Sweep, context).ConfigureAwait(false);
        var query = new TrialQuery(plan, record.Id, request.State, 0);
        var pages = trials.ReadAllAsync(query, context.CancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
            await responseStream.WriteAsync(page, context.CancellationToken).ConfigureAwait(false);
    }

    public override async Task<Wire.Report> GetReport(Wire.GetReportRequest request, ServerCallContext context)
    {
        var (level, rope) = (ReportRequests.Level(request), ReportRequests.Rope(request));
        var plans = new List<(SweepPlan Plan, string Id)>();
        foreach (var sweep in ReportRequests.Sweeps(request))
        {
            var (record, plan) = await PlanAsync(sweep, context).ConfigureAwait(false);
            plans.Add((plan, record.Id));
        }

        var format = request.Format == Wire.ReportFormat.Unspecified ? Wire.ReportFormat.Text : request.Format;
        return await reports.RenderAsync(
            new ReportOrder(plans, format, level, rope, MostReportBytes), context.CancellationToken)
            .ConfigureAwait(false);
    }

    // A repeated submission is answered again and changes nothing. The record is stored first: it holds the key.
    private async Task<SweepStanding?> RepeatedAsync(SweepRecord record, CancellationToken cancellation)
    {
        var stands = await store.SaveSweepAsync(record, cancellation).ConfigureAwait(false);
        if (stands.IdempotencyKey != record.IdempotencyKey)
            return null;
        if (stands with { SubmittedAt = record.SubmittedAt } != record)
        {
            throw RpcFailures.Failure(StatusCode.AlreadyExists,
                $"idempotency_key: it stands for another request, which submitted sweep {stands.Id}; "
                + "a new submission has a key of its own");
        }

        var standing = await sweeps.GetAsync(record.Id, cancellation).ConfigureAwait(false);
        return standing.Status == SweepStatus.None ? null : standing;
    }

    private async Task<Wire.Sweep> AskAsync(string sweep, SweepCommand command, ServerCallContext context)
    {
        var record = await finder.FindAsync(sweep, context.CancellationToken).ConfigureAwait(false);
        var standing = await sweeps.RequestAsync(record.Id, command, context.CancellationToken).ConfigureAwait(false);
        RpcLog.Steered(log, record.Id, command.GetType().Name, CallerName.Of(context));
        return SweepMessages.Of(standing, withSpec: true);
    }

    private async Task<(SweepRecord Record, SweepPlan Plan)> PlanAsync(string sweep, ServerCallContext context)
    {
        var record = await finder.FindAsync(sweep, context.CancellationToken).ConfigureAwait(false);
        return (record, definitions.PlanOf(record));
    }
}
