namespace Orchestrator.Worker.Attachment;

/// <summary>How a worker attaches to a coordinator of another process, and how it leaves.</summary>
/// <param name="Worker">What it offers.</param>
/// <param name="Coordinators">
/// Where coordinators listen, at least one: <c>http://host:port</c> or <c>https://…</c>. They are tried in turn; one
/// that stands by names the leader, which is tried next.
/// </param>
public sealed record RemoteWorkerOptions(WorkerOptions Worker, IReadOnlyList<Uri> Coordinators)
{
    /// <summary>How it comes to a coordinator; the default shows nothing and trusts what the system trusts.</summary>
    public ICoordinatorAccess Access { get; init; } = new PlainAccess();

    /// <summary>How long a draining worker lets bundles under way go on before it hands them back.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long, after its last bundle has ended, a draining worker waits for its results to be acknowledged.
    /// </summary>
    public TimeSpan AcknowledgementLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first wait before a coordinator is tried again; it doubles up to the longest.</summary>
    public TimeSpan ShortestRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait before a coordinator is tried again.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a connection is pinged, and how long a ping may take: a cut network is found out after twice that.
    /// </summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a connection may take until the coordinator's welcome; one that takes longer is given up.
    /// </summary>
    public TimeSpan WelcomeLimit { get; init; } = TimeSpan.FromSeconds(10);
}
