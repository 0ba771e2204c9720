using System.Text;
using Akka.Actor;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Sweeps.Search.States;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests.Submission;

/// <summary>
/// Journals are read forever: what release 0.1 wrote is recorded here, and is never edited, only added to.
/// </summary>
public sealed class SweepEventSerializerTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("serializer-tests");

    public static TheoryData<string, string, object> Recorded { get; } = new()
    {
        { "sweep-submitted/1", """{"name":"s","trialCount":10,"attempts":2}""", new SweepSubmitted("s", 10, 2) },
        {
            "trials-completed/1", """{"trials":[{"first":3,"count":4}]}""",
            new TrialsCompleted([new TrialRange(3, 4)])
        },
        {
            "results-missing/1", """{"trials":[{"first":5,"count":1}]}""",
            new ResultsMissing([new TrialRange(5, 1)])
        },
        { "trial-attempt-failed/1", """{"trial":7,"error":"broke"}""", new TrialAttemptFailed(7, "broke") },
        { "trial-failed/1", """{"trial":7,"error":"broke"}""", new TrialFailed(7, "broke") },
        { "failed-trials-retried/1", "{}", new FailedTrialsRetried() },
        { "sweep-paused/1", "{}", new SweepPaused() },
        { "sweep-resumed/1", "{}", new SweepResumed() },
        { "sweep-cancelled/1", "{}", new SweepCancelled() },
        { "sweep-completed/1", "{}", new SweepCompleted() },
        { "catalogue-sweep-opened/1", """{"sweepId":"0123456789ab"}""", new SweepOpened("0123456789ab") },
        { "catalogue-sweep-closed/1", """{"sweepId":"0123456789ab"}""", new SweepClosed("0123456789ab") },
        { "catalogue-snapshot/1", """{"open":["0123456789ab"]}""", new CatalogueSnapshot(["0123456789ab"]) },
        { "leadership-began/1", "{}", new LeadershipBegan() },
        { "search-submitted/1", """{"name":"s"}""", new SearchSubmitted("s") },
        { "search-round-started/1", """{"round":2}""", new SearchRoundStarted(2) },
        {
            "search-round-ended/1", """{"round":2,"scores":[0.5,null],"completed":3,"failed":1,"seconds":1.5}""",
            new SearchRoundEnded(2, [0.5, null], 3, 1, 1.5)
        },
        { "search-paused/1", "{}", new SearchPaused() },
        { "search-resumed/1", "{}", new SearchResumed() },
        { "search-cancelled/1", "{}", new SearchCancelled() },
        { "search-completed/1", "{}", new SearchCompleted() },
        {
            "sweep-snapshot/1",
            """
            {"status":1,"name":"s","trialCount":10,"attempts":2,"completed":[{"first":0,"count":2}],
             "failures":{"4":{"error":"broke","attempts":1,"isFinal":false}}}
            """,
            new SweepSnapshot(
                SweepStatus.Running, "s", 10, 2, [new TrialRange(0, 2)],
                new Dictionary<long, TrialFailure> { [4] = new("broke", 1, IsFinal: false) })
        },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recorded_entry_is_read_as_what_it_meant(string manifest, string json, object meant) =>
        Assert.Equivalent(meant, Serializer().FromBinary(Encoding.UTF8.GetBytes(json), manifest), strict: true);

    [Theory]
    [MemberData(nameof(Recorded))]
    public void What_is_written_is_read_back(string manifest, string json, object meant)
    {
        _ = json;
        Assert.Equal(manifest, Serializer().Manifest(meant));
        Assert.Equivalent(meant, Serializer().FromBinary(Serializer().ToBinary(meant), manifest), strict: true);
    }

    [Fact]
    public void Every_type_of_the_journal_is_recorded() => Assert.Equal(
        SweepEventSerializer.Types.Select(type => type.Name).Order(),
        Recorded.Select(row => row.Data.Item3.GetType().Name).Order());

    [Fact]
    public void An_entry_of_a_later_version_is_refused_by_name()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Serializer().FromBinary([], "trials-completed/9"));
        Assert.Contains("trials-completed/9", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _system.Terminate().GetAwaiter().GetResult();

    private SweepEventSerializer Serializer() => new((ExtendedActorSystem)_system);
}
