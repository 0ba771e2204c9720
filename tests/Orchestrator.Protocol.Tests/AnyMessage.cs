using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Protocol.Tests;

/// <summary>Generates messages as the program has them: every field anywhere in its range.</summary>
internal static class AnyMessage
{
    public const string Worker = "node-1.rack_2";

    private static readonly Gen<long> Count = Gen.OneOf(
        Gen.Choose(0, 100).Select(n => (long)n), Gen.Elements(0L, 1, int.MaxValue, 1L << 40, long.MaxValue));

    private static readonly Gen<int> Small = Gen.OneOf(Gen.Choose(0, 100), Gen.Elements(0, 1, int.MaxValue));

    private static readonly Gen<double> Share = Gen.Choose(0, 1_000_000).Select(n => n / 1e6);

    private static readonly Gen<double> Seconds = Gen.OneOf(
        Share, Gen.Elements(0, double.Epsilon, 1e-9, 3600.25, double.MaxValue));

    private static readonly Gen<Digest> Digests =
        from a in Word
        from b in Word
        from c in Word
        from d in Word
        select new Digest(a, b, c, d);

    private static readonly Gen<string> Line = Gen.ArrayOf(Gen.Elements("a", "9", " ", "ß", "…", "😀", "\t", "'"))
        .Select(parts => string.Concat(parts));

    private static readonly Gen<LeaseId> Lease = Count.Select(value => new LeaseId(value));

    private static readonly Gen<float> Loss = Gen.OneOf(
        Gen.Choose(-1000, 1000).Select(n => n / 8f),
        Gen.Elements(float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.MaxValue));

    public static Arbitrary<WorkerMessage> OfWorker { get; } = Arb.From(Messages());

    public static Arbitrary<WorkerMessage[]> Session { get; } = Arb.From(Gen.ArrayOf(Gen.OneOf(Messages(), Finished)));

    private static Gen<ulong> Word => Gen.Choose(int.MinValue, int.MaxValue)
        .Two().Select(pair => ((ulong)(uint)pair.Item1 << 32) | (uint)pair.Item2);

    public static Gen<TrialResult> Result =>
        from key in Digests
        from tests in Small
        from correct in Gen.Choose(0, 1000)
        from classes in Gen.Choose(0, 5)
        from counts in Gen.ArrayOf(Small, classes * classes)
        from shares in Gen.ArrayOf(Share, 4)
        from loss in Gen.Elements<double?>(null, 0, 0.69, double.PositiveInfinity)
        from brier in Gen.Elements<double?>(null, 0, 0.25, 2)
        from area in Gen.Elements<double?>(null, 0, 0.5, 1)
        from numeric in Gen.Elements(false, false, true)
        from details in Gen.OneOf(Gen.Constant<TrialDetails?>(null), Details(tests).Select(TrialDetails? (d) => d))
        select new TrialResult
        {
            Key = new TrialKey(key),
            RealRows = tests / 2,
            SyntheticRows = tests / 3,
            TestRows = tests,
            Correct = numeric ? null : Math.Min(correct, tests),
            Accuracy = numeric ? null : shares[0],
            BalancedAccuracy = numeric ? null : shares[1],
            F1 = numeric ? null : shares[2],
            RocAuc = area,
            LogLoss = loss,
            Brier = brier,
            Confusion = numeric ? [] : counts,
            Details = details,
        };

    private static Gen<double> Number => Gen.OneOf(
        Share, Gen.Elements(-1.5, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -1e300));

    private static Gen<TrialDetails> Details(int tests) =>
        from parts in Gen.ArrayOf(Gen.Elements(true, false), 4)
        from losses in Gen.ArrayOf(Gen.Elements(0, 2.5e-9, double.PositiveInfinity), 2)
        from numbers in Gen.ArrayOf(Number, 3)
        from share in Share
        from members in Gen.ArrayOf(Member)
        from chosen in Line
        from epochs in Gen.Elements(1, 300, int.MaxValue)
        select new TrialDetails
        {
            Regression = parts[0]
                ? new RegressionScores(losses[0], losses[1], parts[1] ? numbers[0] : null, parts[2] ? losses[0] : null)
                : null,
            Fit = parts[1]
                ? new FitRecord(epochs, parts[2] ? numbers[1] : null, parts[3] ? share : null)
                : null,
            Search = parts[2] ? new SearchRecord("tpe", chosen, epochs, members) : null,
            Validation = parts[3] ? numbers[2] : null,
            Hits = parts[0] || tests > TestRowHits.MostRows
                ? null
                : TestRowHits.Write([.. Enumerable.Range(0, tests)], [.. Enumerable.Range(0, tests).Select(i => i | 1)]),
        };

    private static Gen<SearchMember> Member =>
        from settings in Line
        from scores in Gen.ArrayOf(Number)
        from error in Gen.OneOf(Gen.Constant<string?>(null), Line.Select(string? (l) => l))
        select new SearchMember(settings, scores, error);

    private static Gen<TraceDetails> Evaluations =>
        from evaluations in Gen.ArrayOf(Evaluation)
        from columns in Gen.ArrayOf(Gen.Elements("real_loss", "diversity"))
        from width in Gen.Choose(1, 3)
        from rows in Gen.Choose(0, 5)
        from path in Gen.ArrayOf(Loss, width * rows)
        from stopped in Gen.Elements<int?>(null, 1, 40)
        from quality in Gen.OneOf(Gen.Constant<GeneratorQuality?>(null), Quality.Select(GeneratorQuality? (q) => q))
        select new TraceDetails
        {
            Evaluations = evaluations,
            ConstantColumns = columns,
            LatentPath = path,
            LatentWidth = width,
            StoppedEpoch = stopped,
            Quality = quality,
        };

    private static Gen<GeneratorQuality> Quality =>
        from rows in Gen.ArrayOf(Gen.Choose(0, 1000), 3)
        from columns in Gen.ArrayOf(Fidelity)
        from shares in Gen.ArrayOf(Share, 9)
        from numbers in Gen.ArrayOf(Gen.OneOf(Gen.Constant<double?>(null), Share.Select(double? (s) => 3 * s)), 3)
        from isThere in Gen.ArrayOf(Gen.Elements(true, false), 8)
        select new GeneratorQuality
        {
            TrainingRows = rows[0],
            GeneratedRows = rows[1],
            HoldoutRows = rows[2],
            Columns = columns,
            CorrelationDifference = isThere[0] ? 2 * shares[0] : null,
            DetectionAuc = isThere[1] ? shares[1] : null,
            SyntheticUtility = isThere[2] ? 1 - (100 * shares[2]) : null,
            RealUtility = isThere[3] ? shares[3] : null,
            Density = numbers[0],
            Coverage = isThere[4] ? shares[4] : null,
            ModesHit = isThere[5] ? shares[5] : null,
            CopiedShare = shares[6],
            RepeatedShare = shares[7],
            ClosestTraining = numbers[1],
            ClosestHoldout = numbers[2],
            CloserToTraining = isThere[6] ? shares[8] : null,
            MembershipAuc = isThere[7] ? shares[1] : null,
        };

    private static Gen<ColumnFidelity> Fidelity =>
        from column in Gen.Elements("age", "target")
        from isNumeric in Gen.Elements(true, false)
        from bins in Gen.ArrayOf(Gen.Elements("low", "1.5", "“high”"))
        from distance in Share
        from real in Gen.ArrayOf(Share, bins.Length)
        from generated in Gen.ArrayOf(Share, bins.Length)
        select new ColumnFidelity(column, isNumeric, distance, bins, real, generated);

    private static Gen<GeneratorEvaluation> Evaluation =>
        from epoch in Gen.Choose(1, 100)
        from numbers in Gen.ArrayOf(Number, 4)
        from shares in Gen.ArrayOf(Share, 5)
        from collapse in Gen.Elements(true, false)
        select new GeneratorEvaluation(
            epoch, numbers[0], numbers[1], numbers[2], shares[0], shares[1], shares[2], shares[3], collapse, shares[4],
            numbers[3]);

    private static Gen<TrialTimings> Timings =>
        from fit in Seconds
        from predict in Seconds
        from worker in Gen.Elements(Worker, "other", "a")
        from attempts in Gen.Elements(1, 2, int.MaxValue)
        select new TrialTimings(fit, predict, worker, attempts);

    private static Gen<WorkerMessage> Finished =>
        from lease in Gen.Elements(new LeaseId(0), new LeaseId(7))
        from trial in Count
        from result in Result
        from timings in Timings
        select (WorkerMessage)new TrialFinished(lease, trial, result, timings);

    private static Gen<StageProgress> Stage =>
        from stage in Gen.Elements(StageNames.Split, StageNames.FitGenerator, StageNames.Score)
        from algorithm in Line
        from epoch in Small
        from epochs in Small
        from loss in Gen.Elements<double?>(null, -1.5, double.NaN, 0)
        from other in Gen.Elements<double?>(null, 1e300, double.NegativeInfinity)
        select new StageProgress(stage, algorithm)
        {
            Epoch = epoch,
            Epochs = epochs,
            Loss = loss,
            DiscriminatorLoss = other,
        };

    private static Gen<GeneratorTrace> Trace =>
        from key in Digests
        from epochs in Gen.Choose(0, 20)
        from values in Gen.ArrayOf(Gen.ArrayOf(Loss, epochs), 4)
        from seconds in Seconds
        from details in Gen.OneOf(Gen.Constant<TraceDetails?>(null), Evaluations.Select(TraceDetails? (d) => d))
        select new GeneratorTrace(new StageKey(key), values[0], values[1], values[2], values[3], seconds)
        {
            Details = details,
        };

    private static Gen<WorkerOffer> Offer =>
        from devices in Gen.NonEmptyListOf(Gen.Elements("cpu", "cuda:0", "cuda:15"))
        from memory in Count
        from datasets in Gen.ArrayOf(Digests)
        from version in Line
        from host in Line
        from process in Small
        select new WorkerOffer([.. devices.Select(device => new WorkerSlot(device) { MemoryBytes = memory })])
        {
            Datasets = datasets,
            Version = version,
            Host = host,
            ProcessId = process,
            Protocol = ProtocolVersion.Current,
        };

    private static Gen<WorkerMessage> Messages() => Gen.OneOf(
        Finished,
        Offer.Select(offer => (WorkerMessage)new WorkerAttached(Worker, offer)),
        from busy in Gen.Choose(0, 1024)
        from resident in Count
        from gpu in Count
        select (WorkerMessage)new WorkerHeartbeat(Worker)
        {
            BusySlots = busy,
            ResidentBytes = resident,
            GpuBytes = gpu,
        },
        from lease in Lease
        from trial in Count
        from error in Line
        from retryable in Gen.Elements(true, false)
        select (WorkerMessage)new TrialThrew(lease, trial, error, retryable),
        Gen.Zip(Lease, Trace).Select(pair => (WorkerMessage)new GeneratorFitted(pair.Item1, pair.Item2)),
        Gen.Zip(Lease, Stage).Select(pair => (WorkerMessage)new LeaseProgressed(pair.Item1, pair.Item2)),
        Gen.Zip(Lease, Gen.ArrayOf(Count)).Select(pair => (WorkerMessage)new TrialsStarted(pair.Item1, pair.Item2)),
        from lease in Lease
        from stage in Stage
        from trials in Gen.Choose(0, 1000)
        from start in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Choose(0, int.MaxValue)
        from error in Line
        select (WorkerMessage)new StageEnded(
            lease, stage.Stage, stage.Algorithm, trials, DateTimeOffset.UnixEpoch.AddSeconds(start),
            TimeSpan.FromTicks(ticks), error.Length == 0 ? null : error),
        from lease in Lease
        from suspects in Gen.ArrayOf(Count)
        from error in Line
        select (WorkerMessage)new SlotCrashed(lease, suspects, error),
        Lease.Select(lease => (WorkerMessage)new LeaseReturned(lease)),
        from lease in Lease
        from reason in Line
        select (WorkerMessage)new LeaseRefused(lease, reason),
        Gen.Constant((WorkerMessage)new WorkerDraining()));
}
