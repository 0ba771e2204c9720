using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Sweeps.Search.States;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// Writes a sweep's events and snapshots to the journal as JSON, each under a name and version that is never reused: a
/// journal of any earlier release can be read.
/// </summary>
internal sealed class SweepEventSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, Type> TypeByManifest = new()
    {
        ["sweep-submitted/1"] = typeof(SweepSubmitted),
        ["trials-completed/1"] = typeof(TrialsCompleted),
        ["results-missing/1"] = typeof(ResultsMissing),
        ["trial-attempt-failed/1"] = typeof(TrialAttemptFailed),
        ["trial-failed/1"] = typeof(TrialFailed),
        ["failed-trials-retried/1"] = typeof(FailedTrialsRetried),
        ["sweep-paused/1"] = typeof(SweepPaused),
        ["sweep-resumed/1"] = typeof(SweepResumed),
        ["sweep-cancelled/1"] = typeof(SweepCancelled),
        ["sweep-completed/1"] = typeof(SweepCompleted),
        ["sweep-snapshot/1"] = typeof(SweepSnapshot),
        ["catalogue-sweep-opened/1"] = typeof(SweepOpened),
        ["catalogue-sweep-closed/1"] = typeof(SweepClosed),
        ["catalogue-snapshot/1"] = typeof(CatalogueSnapshot),
        ["search-submitted/1"] = typeof(SearchSubmitted),
        ["search-round-started/1"] = typeof(SearchRoundStarted),
        ["search-round-ended/1"] = typeof(SearchRoundEnded),
        ["search-paused/1"] = typeof(SearchPaused),
        ["search-resumed/1"] = typeof(SearchResumed),
        ["search-cancelled/1"] = typeof(SearchCancelled),
        ["search-completed/1"] = typeof(SearchCompleted),
        ["leadership-began/1"] = typeof(LeadershipBegan),
    };

    private static readonly Dictionary<Type, string> ManifestByType =
        TypeByManifest.ToDictionary(entry => entry.Value, entry => entry.Key);

    /// <summary>Every type that goes to the journal.</summary>
    public static IReadOnlyCollection<Type> Types => TypeByManifest.Values;

    /// <summary>The serializer's number in the journal; never reused.</summary>
    public override int Identifier => 7301;

    public override string Manifest(object o) => ManifestByType[o.GetType()];

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType(), Json);

    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!TypeByManifest.TryGetValue(manifest, out var type))
            throw new InvalidDataException($"The journal holds '{manifest}', which this version does not know.");
        return JsonSerializer.Deserialize(bytes, type, Json)!;
    }
}
