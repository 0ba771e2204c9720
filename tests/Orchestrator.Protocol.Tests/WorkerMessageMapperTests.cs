using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol.Tests;

public sealed class WorkerMessageMapperTests
{
    [Fact]
    public void Any_message_comes_back_as_it_was_sent() =>
        Prop.ForAll(AnyMessage.OfWorker, message =>
        {
            var bytes = WorkerMessageMapper.ToWire(message, AnyMessage.Worker).ToByteArray();
            return MessageText.Of(Assert.Single(Read(Wire.WorkerMessage.Parser.ParseFrom(bytes))))
                == MessageText.Of(message);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_session_comes_back_in_its_order_with_results_of_one_lease_together() =>
        Prop.ForAll(AnyMessage.Session, messages =>
        {
            var wires = WorkerMessageMapper.ToWire(messages, AnyMessage.Worker).ToList();
            var splits = messages.Zip(messages.Skip(1)).Count(pair =>
                pair is not (TrialFinished one, TrialFinished other) || one.Lease != other.Lease);
            return wires.Count == (messages.Length == 0 ? 0 : splits + 1)
                && wires.SelectMany(Read).Select(MessageText.Of).SequenceEqual(messages.Select(MessageText.Of));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_than_a_thousand_results_go_into_several_messages()
    {
        var wires = WorkerMessageMapper.ToWire(Enumerable.Range(0, 2500).Select(Finished), "w").ToList();
        Assert.Equal([1000, 1000, 500], wires.Select(wire => wire.Results.Outcomes.Count));
    }

    [Fact]
    public void Large_matrices_close_a_message_before_it_is_too_large_to_send()
    {
        var large = TestSweeps.Result(default) with { Confusion = new int[250 * 250] };
        var messages = Enumerable.Range(0, 40).Select(i => Finished(i) with { Result = large });
        Assert.All(WorkerMessageMapper.ToWire(messages, "w"), wire => Assert.InRange(wire.CalculateSize(), 1, 2 << 20));
    }

    [Fact]
    public void Long_searches_close_a_message_before_it_is_too_large_to_send()
    {
        var members = Enumerable.Range(0, 500).Select(i => new SearchMember(new string('s', 150), [0.5, 0.25, i], null));
        var search = new SearchRecord("grid", "a=1", 1501, [.. members]);
        var large = TestSweeps.Result(default) with { Details = new TrialDetails { Search = search } };
        var messages = Enumerable.Range(0, 40).Select(i => Finished(i) with { Result = large });
        Assert.All(WorkerMessageMapper.ToWire(messages, "w"), wire => Assert.InRange(wire.CalculateSize(), 1, 2 << 20));
    }

    [Fact]
    public void A_score_left_out_beside_a_matrix_is_zero_and_without_one_is_none()
    {
        var old = Result(r =>
        {
            r.ClearCorrect();
            r.ClearAccuracy();
            r.ClearF1();
        });
        var read = Assert.IsType<TrialFinished>(Assert.Single(Read(old)));
        Assert.Equal((0, 0.0, 0.0), (read.Result.Correct, read.Result.Accuracy, read.Result.F1));

        old.Results.Outcomes[0].Result.Confusion.Clear();
        read = Assert.IsType<TrialFinished>(Assert.Single(Read(old)));
        Assert.Equal((null, null, null), (read.Result.Correct, read.Result.Accuracy, read.Result.F1));
    }

    [Fact]
    public void The_sessions_worker_is_named_by_the_session_alone()
    {
        var wire = WorkerMessageMapper.ToWire(Finished(3), "w");
        Assert.Equal("", wire.Results.Outcomes[0].Timings.Worker);
        var read = Assert.IsType<TrialFinished>(Assert.Single(Read(wire, "w")));
        Assert.Equal("w", read.Timings.Worker);
    }

    [Fact]
    public void A_message_with_one_bad_result_adds_none_of_them()
    {
        var wire = WorkerMessageMapper.ToWire(Enumerable.Range(0, 3).Select(Finished), "w").Single();
        wire.Results.Outcomes[2].Result.Accuracy = double.NaN;
        var into = new List<WorkerMessage>();
        var refused = Assert.Throws<WireFormatException>(() => WorkerMessageMapper.ToDomain(wire, "w", into));
        Assert.Empty(into);
        Assert.Equal("results.outcomes[2].result.accuracy", refused.Field);
        Assert.Equal("NaN", refused.Value);
        Assert.Equal("a number from 0 to 1", refused.Allowed);
    }

    [Fact]
    public void A_long_error_of_several_lines_is_sent_shortened_on_one()
    {
        var error = new string('x', 4095) + "😀\nmore";
        var wire = WorkerMessageMapper.ToWire(new TrialThrew(new LeaseId(1), 2, error, true), "w");
        Assert.Equal(new string('x', 4095), Assert.IsType<TrialThrew>(Assert.Single(Read(wire))).Error);
        wire = WorkerMessageMapper.ToWire(new TrialThrew(new LeaseId(1), 2, "a\r\nb", true), "w");
        Assert.Equal("a b", Assert.IsType<TrialThrew>(Assert.Single(Read(wire))).Error);
    }

    public static TheoryData<string, Wire.WorkerMessage> Bad => new()
    {
        { "message", new() },
        { "attached.worker", Attached(a => a.Worker = "") },
        { "attached.worker", Attached(a => a.Worker = "a b") },
        { "attached.worker", Attached(a => a.Worker = new string('a', 129)) },
        { "attached.slots", Attached(a => a.Slots.Clear()) },
        { "attached.slots", Attached(a => a.Slots.AddRange(Enumerable.Repeat(new Wire.Slot { Device = "cpu" }, 1024))) },
        { "attached.slots[0].device", Attached(a => a.Slots[0].Device = "tpu") },
        { "attached.slots[0].device", Attached(a => a.Slots[0].Device = "cuda:") },
        { "attached.slots[0].memory_bytes", Attached(a => a.Slots[0].MemoryBytes = -1) },
        { "attached.datasets[0]", Attached(a => a.Datasets.Add(ByteString.CopyFrom(1, 2))) },
        { "attached.version", Attached(a => a.Version = "1\n2") },
        { "attached.process_id", Attached(a => a.ProcessId = -1) },
        { "heartbeat.busy_slots", new() { Heartbeat = new() { BusySlots = 1025 } } },
        { "heartbeat.resident_bytes", new() { Heartbeat = new() { ResidentBytes = -1 } } },
        { "heartbeat.gpu_bytes", new() { Heartbeat = new() { GpuBytes = long.MinValue } } },
        { "results.lease", Results(r => r.Lease = -1) },
        { "results.outcomes", Results(r => r.Outcomes.Clear()) },
        { "results.outcomes", Results(r => r.Outcomes.AddRange(Enumerable.Repeat(r.Outcomes[0], 1000).ToList())) },
        { "results.outcomes[0].trial", Results(r => r.Outcomes[0].Trial = -5) },
        { "results.outcomes[0].result", Results(r => r.Outcomes[0].Result = null) },
        { "results.outcomes[0].timings", Results(r => r.Outcomes[0].Timings = null) },
        { "results.outcomes[0].result.key", Result(r => r.Key = ByteString.Empty) },
        { "results.outcomes[0].result.correct", Result(r => r.Correct = r.TestRows + 1) },
        { "results.outcomes[0].result.real_rows", Result(r => r.RealRows = -1) },
        { "results.outcomes[0].result.f1", Result(r => r.F1 = 1.1) },
        { "results.outcomes[0].result.balanced_accuracy", Result(r => r.BalancedAccuracy = double.PositiveInfinity) },
        { "results.outcomes[0].result.roc_auc", Result(r => r.RocAuc = double.NaN) },
        { "results.outcomes[0].result.log_loss", Result(r => r.LogLoss = -0.1) },
        { "results.outcomes[0].result.brier", Result(r => r.Brier = 2.1) },
        { "results.outcomes[0].result.confusion", Result(r => r.Confusion.Add(1)) },
        { "results.outcomes[0].result.confusion", Result(r => r.Confusion[1] = -1) },
        { Detail("regression.mse"), Details(d => d.Regression = new() { Mse = double.NaN }) },
        { Detail("regression.mae"), Details(d => d.Regression = new() { Mae = -1 }) },
        { Detail("regression.r2"), Details(d => d.Regression = new() { R2 = double.NaN }) },
        { Detail("fit.epochs"), Details(d => d.Fit = new()) },
        { Detail("fit.best_validation_accuracy"), Details(d => d.Fit = new() { Epochs = 1, BestValidationAccuracy = 2 }) },
        { Detail("validation"), Details(d => d.Validation = double.NaN) },
        { Detail("hits"), Details(d => d.Hits = ByteString.CopyFrom(new byte[5_000])) },
        { Detail("search.fits"), Details(d => d.Search = new() { Fits = -1 }) },
        { Detail("search.chosen"), Details(d => d.Search = new() { Chosen = "a\nb" }) },
        { Detail("search.members.scores"), Member(new() { Scores = { double.NaN } }) },
        { Detail("search.members.settings"), Member(new() { Settings = new string('x', 5000) }) },
        { "results.outcomes[0].timings.fit_seconds", Timings(t => t.FitSeconds = double.NaN) },
        { "results.outcomes[0].timings.predict_seconds", Timings(t => t.PredictSeconds = double.PositiveInfinity) },
        { "results.outcomes[0].timings.worker", Timings(t => t.Worker = "not a name") },
        { "results.outcomes[0].timings.attempts", Timings(t => t.Attempts = 0) },
        { "threw.error", new() { Threw = new() { Error = new string('e', 4097) } } },
        { "threw.trial", new() { Threw = new() { Trial = -1 } } },
        { "trace.key", new() { Trace = new() } },
        { "progress.stage", new() { Progress = new() } },
        { "progress.stage.stage", new() { Progress = new() { Stage = new() { Stage = "Sleep!" } } } },
        { "progress.stage.epoch", new() { Progress = new() { Stage = new() { Stage = "split", Epoch = -1 } } } },
        { "crashed.suspects", new() { Crashed = new() { Suspects = { 1, -2 } } } },
        { "crashed.error", new() { Crashed = new() { Error = "a\nb" } } },
        { "returned.lease", new() { Returned = new() { Lease = -1 } } },
        { "started.trials", new() { Started = new() { Trials = { -1 } } } },
    };

    public static TheoryData<string, Wire.WorkerMessage> BadTraces => new()
    {
        { "trace.details.latent_path", Trace(d => d.LatentPath.Add(1)) },
        { "trace.details.latent_path", Trace(d => { d.LatentWidth = 2; d.LatentPath.Add([1, 2, 3]); }) },
        { "trace.details.evaluations.epoch", Evaluation(new()) },
        { "trace.details.evaluations.real_accuracy", Evaluation(new() { Epoch = 1, RealAccuracy = 1.5 }) },
        { "trace.details.evaluations.convergence", Evaluation(new() { Epoch = 1, Convergence = double.NaN }) },
        { "trace.details.stopped_epoch", Trace(d => d.StoppedEpoch = 0) },
        { Measured("training_rows"), Quality(q => q.TrainingRows = -1) },
        { Measured("generated_rows"), Quality(q => q.GeneratedRows = -1) },
        { Measured("holdout_rows"), Quality(q => q.HoldoutRows = -1) },
        { Measured("correlation_difference"), Quality(q => q.CorrelationDifference = 2.5) },
        { Measured("detection_auc"), Quality(q => q.DetectionAuc = double.NaN) },
        { Measured("synthetic_utility"), Quality(q => q.SyntheticUtility = double.NaN) },
        { Measured("real_utility"), Quality(q => q.RealUtility = 1.5) },
        { Measured("density"), Quality(q => q.Density = -1) },
        { Measured("coverage"), Quality(q => q.Coverage = 2) },
        { Measured("modes_hit"), Quality(q => q.ModesHit = -0.5) },
        { Measured("copied_share"), Quality(q => q.CopiedShare = double.NaN) },
        { Measured("repeated_share"), Quality(q => q.RepeatedShare = 1.5) },
        { Measured("closest_training"), Quality(q => q.ClosestTraining = -1) },
        { Measured("closest_holdout"), Quality(q => q.ClosestHoldout = double.NaN) },
        { Measured("closer_to_training"), Quality(q => q.CloserToTraining = 1.1) },
        { Measured("membership_auc"), Quality(q => q.MembershipAuc = -0.1) },
        { Measured("columns[1].column"), Column(c => c.Column = "a\nb") },
        { Measured("columns[1].distance"), Column(c => c.Distance = 1.5) },
        { Measured("columns[1].bins"), Column(c => c.Bins.Add(Enumerable.Repeat("x", 101))) },
        { Measured("columns[1].bins"), Column(c => c.Bins[0] = new string('x', 129)) },
        { Measured("columns[1].real"), Column(c => c.Real.Clear()) },
        { Measured("columns[1].generated"), Column(c => c.Generated.Add(0.5)) },
        { Measured("columns[1].generated"), Column(c => c.Generated[0] = double.NaN) },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BadTraces), DisableDiscoveryEnumeration = true)]
    public void A_bad_field_is_refused_by_its_path(string field, Wire.WorkerMessage wire)
    {
        var refused = Assert.Throws<WireFormatException>(() => Read(wire));
        Assert.Equal(field, refused.Field);
        Assert.StartsWith($"{field}: {refused.Value} is not allowed; it is {refused.Allowed}", refused.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_trace_whose_lists_differ_in_length_is_refused()
    {
        var wire = new Wire.WorkerMessage
        {
            Trace = new() { Key = ByteString.CopyFrom(new byte[32]), GeneratorLoss = { 1, 2 }, RealScore = { 1 } },
        };
        Assert.Equal("trace.discriminator_loss", Assert.Throws<WireFormatException>(() => Read(wire)).Field);
    }

    private static TrialFinished Finished(int trial) => new(
        new LeaseId(1), trial, TestSweeps.Result(new TrialKey(Digest.Of([(byte)trial]))), new TrialTimings(1, 2, "w", 1));

    private static Wire.WorkerMessage Attached(Action<Wire.Attached> spoil)
    {
        var wire = WorkerMessageMapper.ToWire(new WorkerAttached("w", WorkerOffer.Cpu(1)), "w");
        spoil(wire.Attached);
        return wire;
    }

    private static Wire.WorkerMessage Results(Action<Wire.TrialResults> spoil)
    {
        var wire = WorkerMessageMapper.ToWire(Finished(1), "w");
        spoil(wire.Results);
        return wire;
    }

    private static Wire.WorkerMessage Result(Action<Wire.TrialResult> spoil) =>
        Results(results => spoil(results.Outcomes[0].Result));

    private static string Detail(string field) => $"results.outcomes[0].result.details.{field}";

    private static Wire.WorkerMessage Details(Action<Wire.TrialDetails> spoil) =>
        Result(result => spoil(result.Details = new Wire.TrialDetails()));

    private static Wire.WorkerMessage Member(Wire.SearchMember member) =>
        Details(d => d.Search = new() { Members = { member } });

    private static string Measured(string field) => $"trace.details.quality.{field}";

    private static Wire.WorkerMessage Quality(Action<Wire.GeneratorQuality> spoil) =>
        Trace(d => spoil(d.Quality = new Wire.GeneratorQuality()));

    private static Wire.WorkerMessage Column(Action<Wire.ColumnFidelity> spoil)
    {
        var column = new Wire.ColumnFidelity { Column = "age", Bins = { "low" }, Real = { 1 }, Generated = { 1 } };
        spoil(column);
        return Quality(q => q.Columns.Add([new Wire.ColumnFidelity(), column]));
    }

    private static Wire.WorkerMessage Evaluation(Wire.GeneratorEvaluation evaluation) =>
        Trace(d => d.Evaluations.Add(evaluation));

    private static Wire.WorkerMessage Trace(Action<Wire.TraceDetails> spoil)
    {
        var wire = new Wire.WorkerMessage
        {
            Trace = new() { Key = ByteString.CopyFrom(new byte[32]), Details = new Wire.TraceDetails() },
        };
        spoil(wire.Trace.Details);
        return wire;
    }

    private static Wire.WorkerMessage Timings(Action<Wire.TrialTimings> spoil) =>
        Results(results => spoil(results.Outcomes[0].Timings));

    private static List<WorkerMessage> Read(Wire.WorkerMessage wire) => Read(wire, AnyMessage.Worker);

    private static List<WorkerMessage> Read(Wire.WorkerMessage wire, string worker)
    {
        var into = new List<WorkerMessage>();
        WorkerMessageMapper.ToDomain(wire, worker, into);
        return into;
    }
}
